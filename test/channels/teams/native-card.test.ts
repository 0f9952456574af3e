import { describe, expect, it } from 'vitest';
import { chatLook, PLAIN_LOOK, renderNativeCards } from '../../../src/channels/teams/native-card.ts';
import type { Choice, Reply } from '../../../src/conversation/vocabulary.ts';

const LONG = 'Whether the other groups must be told of or offered the same briefing';

function reply(...choices: Choice[]): Reply {
  return { audience: 'private', blocks: [{ type: 'choices', choices }] };
}

describe('a button in Teams', () => {
  it('with a long label is a box that can be pressed, since Teams cuts the labels of buttons', () => {
    const [card] = renderNativeCards(
      reply({ label: LONG, value: 'topic:a' }, { label: 'Help', value: 'help' }),
      PLAIN_LOOK,
    );
    expect(card?.['body']).toMatchObject([
      {
        type: 'Container',
        selectAction: {
          type: 'Action.Submit',
          title: LONG,
          data: { beadle: 1, input: 'choice', value: 'topic:a' },
        },
        items: [{ type: 'TextBlock', text: LONG, wrap: true }],
      },
      { type: 'ActionSet', actions: [{ title: 'Help' }] },
    ]);
  });

  it('that stands out, or leads to a window, stays a button and still does so', () => {
    const choices: Choice[] = [
      { label: `Yes: ${LONG}`, value: 'a', style: 'primary' },
      { label: LONG, value: 'b', opens: 'form' },
    ];
    const [card] = renderNativeCards(reply(...choices), chatLook('29:somebody'));
    expect(card?.['body']).toMatchObject([
      { type: 'ActionSet', actions: [{ style: 'positive' }] },
      { type: 'Container', selectAction: { data: { msteams: { type: 'task/fetch' } } } },
    ]);
  });
});
