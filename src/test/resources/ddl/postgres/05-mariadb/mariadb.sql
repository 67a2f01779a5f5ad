CREATE SEQUENCE numbers START WITH 5;
CREATE TABLE things (
  id uuid NOT NULL DEFAULT uuid() PRIMARY KEY,
  address inet6,
  flag tinyint(1) NOT NULL DEFAULT 1,
  name varchar(20) DEFAULT 'it''s',
  made datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  touched timestamp NOT NULL DEFAULT current_timestamp(),
  doc json,
  n int DEFAULT (1 + 2),
  counted bigint DEFAULT nextval(numbers),
  price decimal(8,3) DEFAULT 0.500,
  twice int GENERATED ALWAYS AS (n * 2) STORED,
  label varchar(30) GENERATED ALWAYS AS (concat(name, ':', n)) VIRTUAL,
  CONSTRAINT positive CHECK (n > 0 AND price <> 0),
  KEY made (made)
);
