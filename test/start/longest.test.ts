/** The real conversation with the longest names and the longest answers that anybody may give: all of it can be sent, and all of it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, createAlbum, formIn, type Shot } from '../../scripts/gallery/album.ts';
import { fillInUsually } from '../../scripts/gallery/answers.ts';
import { drawDialogs, raiseAll } from '../../scripts/gallery/dialogs.ts';
import { drawDesks, drawEntries } from '../../scripts/gallery/rest.ts';
import { openTown, type FillIn, type Town } from '../../scripts/gallery/town.ts';
import { PEOPLE_FILE_HEADER } from '../../src/casework/people.ts';
import { checkCardLimits } from '../../src/channels/shared/card-limits.ts';
import { auditMessage, auditView } from '../../src/channels/slack/audit.ts';
import { renderHome } from '../../src/channels/slack/home.ts';
import { renderMessages } from '../../src/channels/slack/message.ts';
import { renderOutcome } from '../../src/channels/slack/views.ts';
import { checkTeamsLimits } from '../../src/channels/teams/check-limits.ts';
import { renderNativeCards, chatLook } from '../../src/channels/teams/native-card.ts';
import type { Choice, Reply } from '../../src/conversation/vocabulary.ts';
import { sharedKnowledge } from '../support/world.ts';

const knowledge = sharedKnowledge();
const folder = mkdtempSync(join(tmpdir(), 'beadle-longest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Somebody of the longest name, job and group that we have to expect. */
const NAME = 'Bartholomew-Maximilian Featherstonehaugh-Cholmondeley of Llanfairpwllgwyngyll';
const JOB = `Interim Assistant Director for ${'Neighbourhoods, Regeneration, '.repeat(3)}and Growth`;
const GROUP = 'Independent Residents, Ratepayers and Community Alliance of the Towns and Villages';

function peopleFile(): string {
  const offices = [
    'monitoring-officer',
    'deputy-monitoring-officer',
    'chief-executive',
    'director;executive-director;service-director;head-of-service;lead-specialist',
    'section-151-officer',
    '',
    '',
  ];
  const officers = offices.map((held, at) =>
    [
      `officer${at}@council.example`,
      `"${NAME} ${at}"`,
      'officer',
      `"${JOB}"`,
      held,
      '',
      'officer2@council.example',
      '',
      '',
    ].join(','),
  );
  const members = ['group-leader', 'group-leader;leader', ''].map((held, at) =>
    [
      `member${at}@council.example`,
      `"Cllr ${NAME} ${at}"`,
      'member',
      '',
      held,
      `"${GROUP} ${at}"`,
      '',
      '',
      '',
    ].join(','),
  );
  const file = join(folder, 'people.csv');
  writeFileSync(file, [PEOPLE_FILE_HEADER.join(','), ...officers.toReversed(), ...members].join('\n'));
  return file;
}

/** At the end of every long answer, to be found again. */
const END = '<end&nothing_after*it*>';

/** Every text as long as it may be, with signs that mean something to a platform. */
const fillInLongest: FillIn = (form, variant, asker) => ({
  ...fillInUsually(form, variant, asker),
  ...Object.fromEntries(
    form.fields.flatMap((field) =>
      field.type === 'text'
        ? [
            [
              field.name,
              `${'*long* _words_ & <tags> '.repeat(200).slice(0, field.maxLength - END.length)}${END}`,
            ],
          ]
        : [],
    ),
  ),
});

/** What Slack or Teams would refuse of it. */
function faultsOf({ place, replies }: Shot): string[] {
  const window = formIn(replies) ? renderOutcome(replies) : null;
  return [
    ...(place === 'home' ? auditView(renderHome({ replies })) : []),
    ...replies.flatMap(renderMessages).flatMap(auditMessage),
    ...(window?.faults ?? []),
    ...replies.flatMap(checkCardLimits),
    ...replies.flatMap(checkTeamsLimits),
  ];
}

/** The buttons that stand together, of every place. */
function buttonsIn(replies: readonly Reply[]): (readonly Choice[])[] {
  return blocksOf(replies).flatMap((block) => {
    if (block.type === 'choices') return [block.choices];
    return block.type === 'form' ? [block.form.choices] : [];
  });
}

/** How often the end of a long answer is in it. */
function endsIn(shown: unknown): number {
  const text = JSON.stringify(shown).replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return text.split(END).length - 1;
}

describe.each([...knowledge.library.protocols.keys()])(
  'the longest that %s has',
  { timeout: 60_000 },
  (council) => {
    let town: Town;
    let shots: readonly Shot[];

    beforeAll(async () => {
      town = openTown(council, knowledge, { peopleFile: peopleFile(), fillIn: fillInLongest });
      const album = createAlbum(council);
      await drawDialogs(town, album, 1);
      await raiseAll(town, album);
      await drawDesks(town, album);
      await drawEntries(town, album);
      shots = album.shots;
      return () => town.close();
    }, 60_000);

    it('shows every kind of thing', () => {
      const names = shots.map(({ part, name }) => `${part}: ${name}`).join('\n');
      for (const part of ['receipt', 'case card', 'the move', 'sent to', 'the page of', 'mine', 'cases of'])
        expect(names, part).toContain(part);
      expect(endsIn(shots)).toBeGreaterThan(50);
    });

    it('is taken by Slack and by Teams', () => {
      expect(
        shots.flatMap((shot) => faultsOf(shot).map((fault) => `${shot.part}: ${shot.name}: ${fault}`)),
      ).toEqual([]);
    });

    it('has one button that stands out in each place, nothing twice, and nothing first that cannot be undone', () => {
      for (const { part, name, replies } of shots) {
        for (const choices of buttonsIn(replies)) {
          const where = `${part}: ${name}: ${choices.map(({ label }) => label).join(', ')}`;
          const styles = choices.map(({ style }) => style ?? 'plain');
          expect(styles.filter((style) => style === 'primary').length, where).toBeLessThanOrEqual(1);
          expect(styles[0] !== 'danger' || styles.every((style) => style === 'danger'), where).toBe(true);
          expect(new Set(choices.map(({ label }) => label)).size, where).toBe(choices.length);
        }
      }
    });

    it('is shown to its end', () => {
      for (const shot of shots.filter(({ replies }) => formIn(replies) === null)) {
        const there = endsIn(shot.replies);
        const name = `${shot.part}: ${shot.name}`;
        expect(
          endsIn(shot.replies.flatMap(renderMessages).map(({ text }) => text)),
          `${name}, in Slack`,
        ).toBe(there);
        const cards = shot.replies.flatMap((reply) => renderNativeCards(reply, chatLook('29:x')));
        expect(endsIn(cards.map(({ body }) => body)), `${name}, in Teams`).toBe(there);
      }
    });
  },
);
