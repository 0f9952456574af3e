CREATE TABLE `sent_cards` (
	`id` text PRIMARY KEY NOT NULL,
	`council` text NOT NULL,
	`case_id` text NOT NULL,
	`recipient` text NOT NULL,
	`channel` text NOT NULL,
	`reference` text NOT NULL,
	`revision` integer NOT NULL,
	`stale` integer NOT NULL,
	`closed` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `sent_cards_case` ON `sent_cards` (`case_id`);--> statement-breakpoint
CREATE INDEX `sent_cards_stale` ON `sent_cards` (`council`,`stale`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `kind` text DEFAULT 'message' NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `card_id` text;--> statement-breakpoint
CREATE INDEX `outbox_card` ON `outbox` (`card_id`);