CREATE TABLE `user` (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  email varchar(100) NOT NULL,
  `select` int unsigned NOT NULL,
  bio text,
  picture blob,
  place point NOT NULL SRID 0,
  doc json,
  PRIMARY KEY (id),
  UNIQUE KEY email (email),
  UNIQUE KEY descending (`select` DESC, id),
  KEY name (bio(20), `select`),
  UNIQUE KEY picture (picture(16)),
  KEY lowered ((lower(email))),
  KEY worded ((convert(email using latin1))),
  KEY hidden (`select`) INVISIBLE,
  FULLTEXT KEY words (email, bio),
  SPATIAL KEY places (place)
);
CREATE TABLE `Order Lines` (
  `Order` int NOT NULL,
  line smallint unsigned NOT NULL,
  buyer bigint unsigned,
  seller bigint unsigned NOT NULL,
  `choice` int unsigned,
  `a_column_with_a_rather_long_name_that_goes_on_to_the_very_end_a` int,
  PRIMARY KEY (`Order`, line),
  KEY name (buyer),
  KEY ein_schlüssel_mit_umlauten_der_länger_ist_als_dreiundsechzig_by (line),
  KEY an_index_with_a_rather_long_name_that_goes_on_to_the_very_end_ab (a_column_with_a_rather_long_name_that_goes_on_to_the_very_end_a),
  CONSTRAINT buyer FOREIGN KEY (buyer) REFERENCES `user` (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT seller FOREIGN KEY (seller) REFERENCES `user` (id) ON DELETE RESTRICT,
  CONSTRAINT chosen FOREIGN KEY (`choice`) REFERENCES `user` (`select`)
);
CREATE TABLE child (
  id bigint unsigned NOT NULL PRIMARY KEY,
  parent bigint unsigned,
  FOREIGN KEY (id) REFERENCES `user` (id),
  FOREIGN KEY (parent) REFERENCES child (id)
);
CREATE TABLE keyless (a int, b int NOT NULL, UNIQUE KEY (a), UNIQUE KEY (b));
CREATE TABLE email (id int PRIMARY KEY);
