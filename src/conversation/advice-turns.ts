/** Turns about the answer last given: keeping it, saying whether it was right, and reading a receipt again. */
import { authorize } from '../casework/access.ts';
import { planAdvice, readAdvice } from '../casework/advice.ts';
import { calendarDay } from '../casework/clock.ts';
import { inboxItemOf, reasonOf } from '../casework/learning.ts';
import { adviceBlocks } from './advice-view.ts';
import { inboxNote, monitoringOfficer, sendChoice, withheldNote } from './answer-view.ts';
import { arePrivateWords } from './private-words.ts';
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
  const { topic, outcome, advice } = lastAnswer;
  const isWithheld = said === 'wrong' && !advice.picked && arePrivateWords(advice.question, context);
  const counted = { topic, outcome, what: said };
  if (isWithheld) {
    return {
      ...say(
        context,
        { type: 'text', text: `Thank you. That is noted, without your words. ${withheldNote(protocol)}` },
        { type: 'choices', choices: [sendChoice(answerId, protocol)] },
      ),
      state: { ...state, lastAnswer: { ...lastAnswer, said } },
      noted: { day, counted, inbox: null },
    };
  }
  const text =
    said === 'right'
      ? 'Thank you. That is noted, without your name.'
      : `Thank you. ${inboxNote(protocol)} If you need to know now, please ask the ${monitoringOfficer(protocol)}.`;
  return {
    ...say(context, { type: 'text', text }),
    state: { ...state, lastAnswer: { ...lastAnswer, said, sent: said === 'wrong' } },
    noted: {
      day,
      counted,
      inbox: said === 'wrong' ? inboxItemOf(lastAnswer, person, 'wrong', day) : null,
    },
  };
}

/** Sends the question last asked to the inbox, once, because its asker chose to. */
export function sendWords(context: TurnContext, answerId: string): Step {
  const { services, protocol, person, state } = context;
  const { lastAnswer } = state;
  if (lastAnswer?.id !== answerId) {
    return say(context, {
      type: 'text',
      text: 'I no longer have those words: I remember the last question only, until you next write to me. Nothing was sent. If you ask it again, you can send it then.',
    });
  }
  if (lastAnswer.sent) {
    return say(context, {
      type: 'text',
      text: 'You have sent these words already. They were not sent twice.',
    });
  }
  const day = calendarDay(services.clock.now());
  const reason = reasonOf(lastAnswer.outcome) ?? 'wrong';
  return {
    ...say(context, { type: 'text', text: `Thank you. ${inboxNote(protocol)}` }),
    state: { ...state, lastAnswer: { ...lastAnswer, sent: true } },
    noted: { day, counted: null, inbox: inboxItemOf(lastAnswer, person, reason, day), chosen: true },
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
