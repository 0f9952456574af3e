/** Turns about the answer last given: keeping it, saying whether it was right, and reading a receipt again. */
import { authorize } from '../casework/access.ts';
import { planAdvice, readAdvice } from '../casework/advice.ts';
import { calendarDay } from '../casework/clock.ts';
import { inboxItemOf } from '../casework/learning.ts';
import { adviceBlocks } from './advice-view.ts';
import { inboxNote, monitoringOfficer } from './answer-view.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

/** Gives the asker a receipt of the answer last given. Pressed twice, it makes one receipt and shows the same. */
export async function keepAnswer(context: TurnContext, answerId: string): Promise<Step> {
  const { services, protocol, person } = context;
  const { lastAnswer } = context.state;
  if (lastAnswer?.id !== answerId) {
    return say(context, {
      type: 'text',
      text: 'I no longer have that answer: I remember the last one only, until you next write to me. Nothing was kept now. Please ask again and press Keep this, or type mine to see what you have kept.',
    });
  }
  const { council } = protocol;
  const change = planAdvice(answerId, lastAnswer.advice, person, {
    council: council.id,
    referencePrefix: council.reference_prefix,
    now: services.clock.now(),
    newId: services.newId,
  });
  const { kase } = await services.register.commit(change);
  return say(context, ...adviceBlocks(kase, lastAnswer.advice, protocol));
}

/** Notes what somebody says of the answer last given: once, and of no earlier one, since its words are gone. */
export function rateAnswer(context: TurnContext, answerId: string, said: 'right' | 'wrong'): Step {
  const { services, protocol, person, state } = context;
  const { lastAnswer } = state;
  if (lastAnswer?.id !== answerId) {
    return say(context, {
      type: 'text',
      text: 'Thank you. I no longer have that question: I remember the last one only, until you next write to me. Nothing was noted. If you ask it again, you can tell me then.',
    });
  }
  if (lastAnswer.said !== null) {
    return say(context, { type: 'text', text: 'Thank you. You have told me about this answer already.' });
  }
  const day = calendarDay(services.clock.now());
  const { topic, outcome } = lastAnswer;
  const text =
    said === 'right'
      ? 'Thank you. That is noted, without your name.'
      : `Thank you. ${inboxNote(protocol)} If you need to know now, please ask the ${monitoringOfficer(protocol)}.`;
  return {
    ...say(context, { type: 'text', text }),
    state: { ...state, lastAnswer: { ...lastAnswer, said } },
    noted: {
      day,
      counted: { topic, outcome, what: said },
      inbox: said === 'wrong' ? inboxItemOf(lastAnswer, person, 'wrong', day) : null,
    },
  };
}

/** Shows a receipt of one's own in full. To others there is none. */
export async function showReceipt(context: TurnContext, reference: string): Promise<Step> {
  const { services, protocol, person } = context;
  const kase = await services.register.caseByReference(protocol.council.id, reference);
  const authorized = authorize(kase, person, 'read');
  const advice = authorized && readAdvice(authorized);
  if (!authorized || !advice) {
    return say(context, { type: 'text', text: `You have kept no advice under ${reference}.` });
  }
  return say(context, ...adviceBlocks(authorized.kase, advice, protocol));
}
