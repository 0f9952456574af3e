/** Short complaints, as people in trouble type them: at every council they lead to the dialog that is for them. */
import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answering/answer.ts';
import type { FlowId, PersonKind } from '../../src/protocol/schema.ts';
import { sharedKnowledge } from '../conversation/chat.ts';

const { library, understand } = sharedKnowledge();
const councils = [...library.protocols.values()];

const STATEMENTS: readonly (readonly [PersonKind, string, readonly FlowId[]])[] = [
  ['officer', 'Cllr Hughes bullied me', ['complaint']],
  ['officer', 'a councillor bullied me', ['complaint']],
  ['officer', 'Cllr Shah shouted at me in a meeting', ['complaint']],
  ['officer', 'Gareth Hughes has shouted at me again', ['complaint']],
  ['officer', 'Gareth Hughes bullied me', ['complaint']],
  ['officer', 'Gareth bullied me', ['complaint']],
  ['officer', 'I want to complain about Cllr Hughes', ['complaint']],
  ['officer', 'I want to complain about Gareth Hughes', ['complaint']],
  ['officer', 'complaint about Cllr Shah', ['complaint']],
  ['officer', "I'd like to make a complaint about Anita Shah", ['complaint']],
  ['officer', 'Cllr Pike is bullying me', ['complaint']],
  ['officer', 'Councillor Wainwright bullied me', ['complaint']],
  ['officer', 'Cllr Ormerod shouted at me on the phone', ['complaint']],
  ['officer', 'Cllr Ormerod was rude to me', ['complaint']],
  ['officer', 'Martin Lowe swore at me', ['complaint']],
  ['officer', 'Cllr Lowe humiliated me in front of everyone', ['complaint']],
  ['officer', 'Cllr Finch has been bullying me for weeks', ['complaint']],
  ['officer', 'Carol Finch threatened me', ['complaint', 'pressure']],
  ['officer', 'Cllr Hughes insulted me', ['complaint']],
  ['officer', 'I was bullied by Cllr Hughes', ['complaint']],
  ['officer', 'I was shouted at by Cllr Pike', ['complaint']],
  ['officer', 'I need to report Cllr Hughes', ['complaint', 'pressure']],
  ['officer', 'can I complain about Joan Pike?', ['complaint']],
  ['officer', 'how do I complain about Cllr Brannigan', ['complaint']],
  ['officer', 'Peter Brannigan yelled at me', ['complaint']],
  ['officer', 'Cllr Hughes bullies me', ['complaint']],
  ['officer', 'the leader bullied me', ['complaint']],
  ['officer', 'the mayor shouted at me', ['complaint']],
  ['officer', 'Cllr Hughes called me useless', ['complaint']],
  ['officer', 'I am being bullied by Gareth Hughes', ['complaint']],
  ['officer', 'You will change that report or I will have your job', ['pressure', 'complaint']],
  ['officer', 'Do as I say or you will be sorry', ['pressure', 'complaint']],
  ['officer', 'Change the recommendation or I will see that you are sacked', ['pressure', 'complaint']],
  ['officer', "You'll do what I tell you or you're finished here", ['pressure', 'complaint']],
  [
    'officer',
    "If you don't change your advice I will go to the chief executive and have you moved",
    ['pressure', 'complaint'],
  ],
  ['member', 'I want to complain about Sam Okafor', ['complaint']],
  ['member', 'I want to complain about Olwen Parry', ['complaint']],
  ['member', 'I want to complain about Derek Marlow', ['complaint']],
  ['member', 'I wish to complain about Jill Tanner', ['complaint']],
  ['member', 'Sam Okafor was rude to me', ['complaint']],
  ['member', 'Sam Okafor shouted at me', ['complaint']],
  ['member', 'Sam Okafor bullied me', ['complaint']],
  ['member', 'complaint about sam', ['complaint']],
  ['member', 'complain about Priya Nair', ['complaint']],
  ['member', "I'd like to make a complaint about Priya Nair", ['complaint']],
  ['member', 'I want to make a complaint', ['complaint']],
  ['member', 'how do I complain about Derek Marlow', ['complaint']],
  ['member', 'Derek Marlow swore at me', ['complaint']],
  ['member', 'Jill Tanner insulted me at the meeting', ['complaint']],
  ['member', 'an officer shouted at me', ['complaint']],
  ['member', 'an officer bullied me', ['complaint']],
  ['member', 'the director bullied me', ['complaint']],
  ['member', 'the chief executive shouted at me', ['complaint']],
  ['member', 'The Monitoring Officer bullied me', ['complaint']],
  ['member', 'the Monitoring Officer was rude to me', ['complaint']],
  ['member', 'I want to complain about the Monitoring Officer', ['complaint']],
  ['member', 'Helen Marsh bullied me', ['complaint']],
  ['member', 'I was bullied by Daniel Reed', ['complaint']],
  ['member', 'Olwen Parry humiliated me', ['complaint']],
  ['officer', 'The Monitoring Officer bullied me', ['complaint']],
  ['officer', 'I want to complain about the Monitoring Officer', ['complaint']],
  ['member', 'my wife works in planning', ['relationship']],
  ['member', 'my husband works for the council', ['relationship']],
  ['member', 'my wife is an officer here', ['relationship']],
  ['member', 'my son works in housing', ['relationship']],
  ['member', 'my sister works in the planning team', ['relationship']],
  ['officer', 'my wife is a councillor', ['relationship']],
  ['officer', 'my brother is Cllr Hughes', ['relationship']],
  ['officer', 'my sister is going out with Cllr Shah', ['relationship']],
  ['member', 'my wife works in planning, do I have to say so?', ['relationship']],
  ['officer', 'I am an officer and Cllr Oyelaran humiliated me', ['complaint']],
  ['member', 'hi, an officer swore at me', ['complaint']],
];

describe('a short statement', () => {
  it.each(STATEMENTS)('of an %s, "%s", leads to its dialog', (as, text, flows) => {
    for (const protocol of councils) {
      const { offers, headline } = answerQuestion({ text, as }, protocol, understand);
      expect({
        council: protocol.council.id,
        headline,
        fits: flows.some((flow) => offers.includes(flow)),
      }).toMatchObject({ fits: true });
      expect(headline).not.toMatch(/Sorry I was no help|You are welcome|The public complain/);
    }
  });

  it.each<[PersonKind, string]>([
    ['officer', 'my colleague shouted at me'],
    ['officer', 'a resident shouted at me'],
    ['officer', 'my manager bullied me'],
    ['officer', 'what happens if a councillor shouted at me at a meeting last year?'],
    ['member', 'another councillor bullied me'],
    ['member', 'Cllr Hughes insulted me'],
    ['officer', 'I want to complain about the bins'],
    ['member', 'I want to complain about late replies'],
    ['officer', 'how do I complain about my pension'],
  ])('is none for an %s who says "%s"', (as, text) => {
    expect(understand(text, as, 'swale').plain).toBeNull();
  });

  it('that threatens is taken for pressure, however it was passed on', () => {
    for (const protocol of councils) {
      const text = 'You will change that report or I will have your job';
      const { offers, kind } = answerQuestion({ text, as: 'officer' }, protocol, understand);
      expect(kind).toBe('answer');
      expect(offers).toContain('pressure');
    }
  });

  it('about the Monitoring Officer leads to more than the Monitoring Officer', () => {
    for (const protocol of councils) {
      for (const as of ['officer', 'member'] as const) {
        const { offers } = answerQuestion(
          { text: 'The Monitoring Officer bullied me', as },
          protocol,
          understand,
        );
        expect(offers).toContain('complaint');
      }
    }
  });
});

describe('small talk', () => {
  it.each(['thanks', 'hello', 'you are useless', 'cheers, that helped', 'tell me a joke'])(
    'is still heard in "%s"',
    (text) => {
      for (const protocol of councils) {
        const { topic } = answerQuestion({ text, as: 'officer' }, protocol, understand);
        expect(topic).toMatch(/^chat-/);
      }
    },
  );

  it.each([
    'You will do as I tell you or I shall make your life here very hard',
    'If you know what is good for you, drop it',
    'xqzv blorp wibble frant',
  ])('is not read into "%s"', (text) => {
    for (const protocol of councils) {
      const { topic } = answerQuestion({ text, as: 'officer' }, protocol, understand);
      expect(topic ?? '').not.toMatch(/^chat-/);
    }
  });
});
