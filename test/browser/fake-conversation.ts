/** A conversation for browser tests: a few questions with fixed answers, and a dialog of two screens. No state but the draft. */
import type {
  Block,
  ClauseQuote,
  Conversation,
  Form,
  Outcome,
  Reply,
  Turn,
} from '../../src/conversation/vocabulary.ts';

const CLAUSES: ClauseQuote[] = [
  {
    label: '7.2',
    heading: 'Attendance at group meetings',
    gist: 'An officer goes to a political group meeting only after the Chief Executive has decided that they may.',
    note: 'Swale 7.2 and 7.3 name two approvers.',
  },
  {
    label: '7.3',
    heading: 'Approval',
    gist: 'The officer’s Director agrees beforehand, and the officer gives facts and professional advice only.',
  },
  {
    label: '7.4',
    heading: 'The same for all',
    gist: 'The leaders of the other groups are told, and offered the same.',
  },
];

/** Everything that was asked of it, in order. */
export type FakeConversation = Conversation & { turns: Turn[]; fail: boolean };

/** Builds a conversation that records its turns; with `fail` set it rejects. */
export function createFakeConversation(): FakeConversation {
  const fake: FakeConversation = {
    turns: [],
    fail: false,
    handle: (turn) => {
      if (fake.fail) return Promise.reject(new Error('the fake fails'));
      fake.turns.push(turn);
      return Promise.resolve(answer(turn));
    },
  };
  return fake;
}

function answer({ input, speaker }: Turn): Outcome {
  switch (input.type) {
    case 'home':
    case 'message':
    case 'refresh':
    case 'hello':
      return say(
        { type: 'heading', text: `Hello, ${speaker.name ?? 'there'}` },
        {
          type: 'text',
          text: 'Ask about the Member/Officer Protocol, or say disclose to record a relationship.',
        },
      );
    case 'command':
      return say({ type: 'text', text: `Command ${input.command}.` });
    case 'choice':
      return answerChoice(input.value);
    case 'form':
      return answerForm(input.form, input.values);
    case 'text':
      return answerText(input.text);
  }
}

function answerText(text: string): Outcome {
  if (/group meeting/i.test(text)) return answerGroupMeeting();
  if (/^disclose$/i.test(text.trim())) return show(kindForm());
  if (/^colleagues$/i.test(text)) return show(colleaguesForm());
  if (/half-way/i.test(text)) {
    return { replies: [reply({ type: 'text', text: 'An answer in between.' }), reply(block(kindForm()))] };
  }
  return say(
    { type: 'heading', text: 'Your protocol does not cover this.' },
    { type: 'text', text: `You asked: ${text}` },
    { type: 'facts', rows: [{ label: 'Your question', value: text }] },
  );
}

function answerGroupMeeting(): Outcome {
  return say(
    { type: 'heading', text: 'Yes, if the Chief Executive agrees' },
    { type: 'text', text: 'An officer may go to a meeting of a political group under these conditions.' },
    {
      type: 'list',
      items: [
        'The Chief Executive decides whether an officer attends.',
        'Your Director approves it beforehand.',
        'The leaders of the other groups are told, and offered the same.',
      ],
    },
    { type: 'clauses', label: 'This rests on', clauses: CLAUSES },
    { type: 'text', tone: 'warning', text: 'Leave before the group turns to political business.' },
    {
      type: 'choices',
      choices: [
        { label: 'Ask for a group meeting', value: 'start:group-meeting', style: 'primary' },
        { label: 'Disclose a relationship', value: 'start:relationship' },
      ],
    },
    {
      type: 'choices',
      label: 'Did you mean',
      choices: [
        { label: 'Going to a ward party meeting', value: 'topic:ward-party' },
        { label: 'Briefing a group leader', value: 'topic:briefing' },
      ],
    },
  );
}

function answerChoice(value: string): Outcome {
  if (value === 'start:relationship' || value === 'back') return show(kindForm());
  if (value === 'stop') return say({ type: 'text', text: 'Stopped. What you gave is kept for 30 days.' });
  return say({ type: 'text', text: `You chose ${value}.` });
}

function answerForm(form: string, values: Readonly<Record<string, string>>): Outcome {
  if (form === 'draft-1:kind') {
    const who = values['who'] ?? '';
    return who === ''
      ? show(kindForm(values, 'Say who it is.'))
      : show(summaryForm(who === 'asha' ? 'Asha Patel, Councillor' : who));
  }
  return say(
    { type: 'heading', text: 'Recorded' },
    {
      type: 'facts',
      rows: [
        { label: 'Reference', value: 'SWA-2026-0001' },
        { label: 'Who sees it', value: 'The Monitoring Officer' },
      ],
    },
  );
}

function kindForm(values: Readonly<Record<string, string>> = {}, error?: string): Form {
  return {
    id: 'draft-1:kind',
    title: 'Disclose a relationship',
    intro: [{ type: 'text', text: 'Only you and the Monitoring Officer will see this.', tone: 'subtle' }],
    fields: [
      {
        type: 'choice',
        name: 'kind',
        label: 'What kind of relationship is it?',
        required: true,
        options: [
          { label: 'Family', value: 'family' },
          { label: 'Close friendship', value: 'friendship' },
          { label: 'Business or financial', value: 'business' },
        ],
        ...given(values, 'kind'),
      },
      {
        type: 'person',
        name: 'who',
        label: 'With whom?',
        hint: 'A councillor or an officer of this council.',
        required: true,
        options: [
          { label: 'Asha Patel, Councillor', value: 'asha' },
          { label: 'Tom Baker, Councillor', value: 'tom' },
        ],
        ...given(values, 'who'),
        ...(error === undefined ? {} : { error }),
      },
      { type: 'date', name: 'since', label: 'Since when?', required: false, ...given(values, 'since') },
      {
        type: 'text',
        name: 'details',
        label: 'Anything that matters',
        required: false,
        multiline: true,
        maxLength: 2000,
        ...given(values, 'details'),
      },
    ],
    submit: 'Continue',
    choices: [{ label: 'Stop', value: 'stop' }],
    asking: 'kind',
  };
}

function colleaguesForm(): Form {
  const names = ['Ada', 'Ben', 'Cara', 'Dev', 'Ewa', 'Femi', 'Gwen', 'Hal', 'Ines'];
  return {
    id: 'draft-2:colleague',
    title: 'A colleague',
    intro: [],
    fields: [
      {
        type: 'choice',
        name: 'colleague',
        label: 'Which colleague?',
        required: true,
        options: names.map((name) => ({ label: `${name} of Planning`, value: name.toLowerCase() })),
      },
    ],
    submit: 'Choose',
    choices: [],
    asking: 'colleague',
  };
}

function summaryForm(who: string): Form {
  return {
    id: 'draft-1:summary',
    title: 'Check your answers',
    intro: [{ type: 'facts', rows: [{ label: 'With whom', value: who }] }],
    fields: [],
    submit: 'Record it',
    choices: [{ label: 'Back', value: 'back' }],
    asking: null,
  };
}

const given = (values: Readonly<Record<string, string>>, name: string): { value?: string } =>
  values[name] === undefined ? {} : { value: values[name] };

const block = (form: Form): Block => ({ type: 'form', form });
const reply = (...blocks: Block[]): Reply => ({ audience: 'private', blocks });
const say = (...blocks: Block[]): Outcome => ({ replies: [reply(...blocks)] });
const show = (form: Form): Outcome => say(block(form));
