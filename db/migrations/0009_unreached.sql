ALTER TABLE `outbox` ADD `caused_by` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `unreached` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_unreached` ON `outbox` (`council`,`unreached`);