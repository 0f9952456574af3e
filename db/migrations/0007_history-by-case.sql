DROP INDEX `history_case`;--> statement-breakpoint
CREATE INDEX `history_case` ON `history` (`case_id`,`sequence`);