CREATE TABLE `absences` (
	`council` text NOT NULL,
	`person` text NOT NULL,
	`until` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`council`, `person`)
) STRICT;
