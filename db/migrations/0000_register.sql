CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`council` text NOT NULL,
	`reference` text NOT NULL,
	`type` text NOT NULL,
	`stage` text NOT NULL,
	`raised_by` text NOT NULL,
	`informed` text NOT NULL,
	`data` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_reference` ON `cases` (`council`,`reference`);--> statement-breakpoint
CREATE INDEX `cases_raised_by` ON `cases` (`council`,`raised_by`);--> statement-breakpoint
CREATE TABLE `conversation_references` (
	`council` text NOT NULL,
	`person` text NOT NULL,
	`channel` text NOT NULL,
	`reference` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`council`, `person`, `channel`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `conversation_states` (
	`council` text NOT NULL,
	`person` text NOT NULL,
	`revision` integer NOT NULL,
	`data` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`council`, `person`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `counters` (
	`council` text NOT NULL,
	`year` integer NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`council`, `year`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `gaps` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`council` text NOT NULL,
	`case_id` text NOT NULL,
	`office` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `history` (
	`council` text NOT NULL,
	`sequence` integer NOT NULL,
	`case_id` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`data` text NOT NULL,
	`protocol_version` text NOT NULL,
	`flow_version` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`council`, `sequence`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `history_case` ON `history` (`case_id`);--> statement-breakpoint
CREATE TABLE `inbound_events` (
	`council` text NOT NULL,
	`channel` text NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`council`, `channel`, `id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `inbound_events_at` ON `inbound_events` (`at`);--> statement-breakpoint
CREATE TABLE `once_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`council` text NOT NULL,
	`case_id` text NOT NULL,
	`recipient` text NOT NULL,
	`reply` text NOT NULL,
	`created_at` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` text,
	`last_code` text,
	`sent_at` text,
	`sent_through` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_recipient` ON `outbox` (`council`,`recipient`);
--> statement-breakpoint
-- History is only ever added to: whoever changes or removes an entry has to break the lock first, and the chain shows it.
CREATE TRIGGER `history_no_update` BEFORE UPDATE ON `history`
BEGIN
	SELECT RAISE(ABORT, 'history entries are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `history_no_delete` BEFORE DELETE ON `history`
BEGIN
	SELECT RAISE(ABORT, 'history entries are never deleted');
END;
