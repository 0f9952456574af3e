/** Swale's casework, lived through in Slack. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { move, open, openSlackTown, raise, say, type SlackTown } from '../support/slack-story.ts';

const COMPLAINT = 'Raise a complaint or concern';

describe('a councillor complains about an officer', () => {
  let town: SlackTown;
  beforeAll(async () => {
    town = await openSlackTown('swale');
  });
  afterAll(() => town.world.close());

  it('informally, then formally, to the end', async () => {
    await town.live(
      {
        who: 'Joan',
        does: raise(
          COMPLAINT,
          { 'About whom?': 'Olwen Parry' },
          {
            'How would you like': 'Informally',
            'Have you raised it': 'No',
            'Have you spoken': 'Yes',
            'Does it touch': 'No',
          },
          { 'What happened?': 'My letters were not answered.', 'When did': 'In October' },
        ),
        sees: [/Recorded: SWA-2026-0001/, /Daniel Reed, Director of Place, who is being told now/],
        told: { Daniel: [/A concern about an officer/, /Cllr Joan Pike/, /My letters were not answered/] },
      },
      { who: 'Olwen', does: open(), sees: /I have no case/ },
      {
        who: 'Daniel',
        does: move('Acknowledge', { 'What should they know': 'I will speak to the team.' }),
        sees: /Done: Acknowledge\. Told: Cllr Joan Pike/,
        told: { Joan: [/has been received and is being looked into/, /I will speak to the team/] },
      },
      { who: 'Daniel', does: say('SWA-2026-0001'), sees: /Being looked into/ },
    );
  });
});
