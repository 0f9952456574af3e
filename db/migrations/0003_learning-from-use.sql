CREATE TABLE `answer_counts` (
	`council` text NOT NULL,
	`day` text NOT NULL,
	`topic` text NOT NULL,
	`outcome` text NOT NULL,
	`given` integer NOT NULL,
	`right` integer NOT NULL,
	`wrong` integer NOT NULL,
	PRIMARY KEY(`council`, `day`, `topic`, `outcome`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `examples` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`council` text NOT NULL,
	`topic` text NOT NULL,
	`as_kind` text,
	`clauses` text NOT NULL,
	`text` text NOT NULL,
	`day` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `examples_council` ON `examples` (`council`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`council` text NOT NULL,
	`question` text NOT NULL,
	`picked` integer NOT NULL,
	`as_kind` text,
	`reason` text NOT NULL,
	`topic` text,
	`verdict` text,
	`clauses` text NOT NULL,
	`confidence` real NOT NULL,
	`day` text NOT NULL,
	`times` integer DEFAULT 1 NOT NULL,
	`settled_by` text,
	`settled_topic` text,
	`settled_day` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `inbox_open` ON `inbox` (`council`,`settled_by`);