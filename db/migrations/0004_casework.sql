CREATE TABLE `case_people` (
	`case_id` text NOT NULL,
	`council` text NOT NULL,
	`role` text NOT NULL,
	`person` text NOT NULL,
	`ended` integer NOT NULL,
	PRIMARY KEY(`case_id`, `role`, `person`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_people_person` ON `case_people` (`council`,`person`,`ended`,`role`);--> statement-breakpoint
CREATE TABLE `clocks` (
	`id` text PRIMARY KEY NOT NULL,
	`council` text NOT NULL,
	`case_id` text NOT NULL,
	`route` text NOT NULL,
	`clock` text NOT NULL,
	`state` text NOT NULL,
	`started_on` text NOT NULL,
	`due_on` text NOT NULL,
	`put_off_to` text,
	`pauses` text NOT NULL,
	`ended_on` text,
	`remind_at` text,
	`reminder` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `clocks_case` ON `clocks` (`case_id`);--> statement-breakpoint
CREATE INDEX `clocks_due` ON `clocks` (`remind_at`);--> statement-breakpoint
CREATE INDEX `clocks_open` ON `clocks` (`council`,`state`);--> statement-breakpoint
ALTER TABLE `cases` ADD `ended` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `route` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `people` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`council`,`type`,`ended`);--> statement-breakpoint
-- Those who were told of a disclosure handle it from now on.
UPDATE `cases` SET
	`ended` = (`stage` = 'ended'),
	`people` = (SELECT json_group_array(json_object('role', 'handler', 'person', value)) FROM json_each(`cases`.`informed`));
--> statement-breakpoint
INSERT INTO `case_people` (`case_id`, `council`, `role`, `person`, `ended`)
	SELECT DISTINCT `cases`.`id`, `cases`.`council`, 'handler', `json_each`.`value`, `cases`.`ended` FROM `cases`, json_each(`cases`.`informed`);
