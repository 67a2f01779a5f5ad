CREATE TABLE `Kinds of Numbers` (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s the key',
  flag tinyint(1) NOT NULL DEFAULT '1',
  tiny tinyint DEFAULT -5,
  utiny tinyint unsigned DEFAULT 200,
  small smallint,
  usmall smallint unsigned NOT NULL,
  medium mediumint,
  umedium mediumint unsigned,
  whole int DEFAULT '0',
  uwhole int unsigned,
  large bigint,
  ularge bigint unsigned DEFAULT 18446744073709551615,
  price decimal(10,2) DEFAULT '1.50',
  uprice decimal(65,30) unsigned,
  single float DEFAULT '0.5',
  twice double DEFAULT '1e10',
  bit1 bit(1) DEFAULT b'1',
  bits bit(10) DEFAULT b'101',
  made year DEFAULT '2024'
) COMMENT = 'numbers';
CREATE TABLE texts (
  code char(3) NOT NULL DEFAULT 'a''b',
  name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'back\\slash',
  more text,
  kind enum('small','it''s','LARGE') NOT NULL DEFAULT 'it''s',
  tags set('a','b','c') DEFAULT 'a,c',
  none set('x') NOT NULL DEFAULT '',
  doc json DEFAULT (json_object()),
  token binary(4) DEFAULT 'ab\0\0',
  bytes varbinary(10) DEFAULT 'x',
  large longblob,
  place point,
  uid char(36) DEFAULT (uuid()),
  uid2 binary(16) DEFAULT (uuid_to_bin(uuid()))
);
CREATE TABLE moments (
  day date DEFAULT '2024-02-29',
  today date DEFAULT (curdate()),
  span time DEFAULT '12:00:00',
  spans time(3),
  local datetime DEFAULT CURRENT_TIMESTAMP,
  local6 datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  instant timestamp NULL DEFAULT '2024-01-01 00:00:00',
  instant3 timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  later datetime DEFAULT (now() + interval 1 day),
  hidden int INVISIBLE
);
