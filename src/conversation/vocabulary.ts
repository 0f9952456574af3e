/**
 * The neutral vocabulary between the middle and the channels: what comes in is a Turn, what goes out are Replies.
 * A channel translates its platform's events to the one and renders the other; it decides nothing else.
 */
import type { FlowId } from '../protocol/schema.ts';

export const CHANNEL_NAMES = ['slack', 'teams', 'web', 'terminal'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** Who speaks, as the platform knows them; the conversation finds the person in the people file. */
export type Speaker = {
  channel: ChannelName;
  /** The Slack team or Microsoft tenant; "local" for web and terminal. */
  tenant: string;
  /** The platform's id of the person within the tenant. */
  userId: string;
  /** The Microsoft Entra object id, where the platform gives one. */
  entraObjectId?: string;
  email?: string;
  name?: string;
};

/** Words that do something in any text chat, and Slack's commands. */
export const COMMANDS = [
  'help',
  'disclose',
  'complaint',
  'meeting',
  'mine',
  'cases',
  'cancel',
  'back',
  'resume',
] as const;
export type Command = (typeof COMMANDS)[number];

export type FormValues = Readonly<Record<string, string>>;

export type Input =
  /**
   * Anything typed. The conversation itself recognises commands, answers to a form, and questions in it.
   * `asks`: typed where people ask, so it is no answer to a dialog under way.
   */
  | { type: 'text'; text: string; asks?: boolean }
  /** A command given as such (a slash command), with what was typed after it. */
  | { type: 'command'; command: Command; text: string }
  /** A button pressed; `value` is what the Choice carried, unchanged. It comes from a client: it is parsed, never trusted. */
  | { type: 'choice'; value: string }
  /** A form sent; `form` is the Form's id. Values come from a client: they are checked, never trusted. */
  | {
      type: 'form';
      form: string;
      values: FormValues;
      /** Names typed beside people chosen from a list, by field: which of the two is meant, only the person can say. */
      typedBeside?: FormValues;
      /** It was closed before it was sent: what was filled in is kept as it is, and nothing else comes of it. */
      kept?: true;
    }
  /** The person has just opened or installed the bot. */
  | { type: 'hello' }
  /** The person looks at Beadle's own page (Slack's App Home): who they are to it, what is open, what they can begin. */
  | { type: 'home' }
  /** A message that somebody else wrote, which the person asks about: "is this a protocol matter?". */
  | { type: 'message'; text: string }
  /** A live card is drawn anew; `value` is its Reply's `live`. Nobody did anything, and nothing changes. */
  | { type: 'refresh'; value: string };

/** One thing a person did. */
export type Turn = {
  council: string;
  speaker: Speaker;
  /** `personal`: only the speaker sees it. `shared`: a channel or group chat. */
  scope: 'personal' | 'shared';
  /** The platform's id of the event; a second turn with the same id does nothing. Null where the platform gives none. */
  eventId: string | null;
  /** What the channel needs to write to this person first, later; opaque JSON, stored as it is. */
  reference?: string;
  input: Input;
};

/** `private`: only the person who spoke may see it, wherever they spoke. `here`: fit for all who are in the conversation. */
export type Audience = 'private' | 'here';

export type Reply = {
  audience: Audience;
  blocks: readonly Block[];
  /** Given where this shows what changes: a platform whose cards are drawn anew asks for it as Input `refresh`. Opaque to channels. */
  live?: string;
  /**
   * Given where this shows how a case stands: a channel that can change its messages tells where it put it, and is then given
   * a MessageUpdate for it whenever the case moves on. Opaque to channels, and never sent to a client.
   */
  shows?: ShownCase;
};

/** A case as somebody was shown it. */
export type ShownCase = {
  council: string;
  /** Ids in Beadle. */
  kase: string;
  person: string;
  /** Which state of the case. */
  revision: number;
};

/** All texts are plain text as people typed or wrote them: every channel escapes them for its platform. */
export type Block =
  | { type: 'heading'; text: string }
  | { type: 'text'; text: string; tone?: 'normal' | 'strong' | 'subtle' | 'warning' }
  | { type: 'list'; items: readonly string[] }
  | { type: 'facts'; rows: readonly { label: string; value: string }[] }
  /** Clauses as labels, each one tap from its gist. */
  | { type: 'clauses'; label: string; clauses: readonly ClauseQuote[] }
  /** Buttons. */
  | { type: 'choices'; label?: string; choices: readonly Choice[] }
  | { type: 'form'; form: Form };

export type ClauseQuote = {
  /** "7.2", or a heading. */
  label: string;
  heading: string;
  gist: string;
  /** A fault of the document at this place. */
  note?: string;
  /** Which document it is from and how that stands, for a clause shown by itself. */
  from?: string;
};

export type Choice = {
  label: string;
  /** Opaque to channels; comes back as `Input.value`. */
  value: string;
  style?: 'primary' | 'danger';
  /** It leads to a form, so that a platform with windows may open one for it. */
  opens?: 'form';
};

/** One screen of a flow: fields filled in together where the platform has forms, one after the other where it has not. */
export type Form = {
  /** Names the draft and the screen; comes back as `Input.form`. */
  id: string;
  /** At most 24 characters, for a window's title bar. */
  title: string;
  /** Read before the fields. */
  intro: readonly Block[];
  fields: readonly Field[];
  /** The label of the button that sends it. */
  submit: string;
  /** Other moves, such as back, stop, or change an answer. */
  choices: readonly Choice[];
  /** Where answers are typed one at a time: the field that a typed text answers now; null when only `submit` is left. */
  asking: string | null;
};

type FieldBase = {
  name: string;
  label: string;
  /** A short help text under the label. */
  hint?: string;
  required: boolean;
  /** What the person gave so far; survives errors. */
  value?: string;
  /** What is wrong with `value`, and what to do. */
  error?: string;
};

export type Field =
  | (FieldBase & { type: 'text'; multiline: boolean; maxLength: number })
  | (FieldBase & { type: 'choice'; options: readonly Option[] })
  | (FieldBase & { type: 'date' })
  /**
   * A person: one of `options`, or a name typed in where nobody there fits; or somebody picked from the platform's own list, as
   * an Entra object id, or as `<@ID|email|name>` of Slack's.
   */
  | (FieldBase & { type: 'person'; options: readonly Option[] });

export type Option = { label: string; value: string };

/** What a turn leads to. */
export type Outcome = {
  replies: readonly Reply[];
  /** With this turn a dialog came to its end: it was recorded, or stopped. */
  ended?: true;
};

/** The middle, as channels see it. `handle` never rejects because of what a person did; it rejects only when Beadle itself fails. */
export type Conversation = {
  handle: (turn: Turn) => Promise<Outcome>;
};

/** What may be asked of the middle besides, outside any turn: by anybody, about nobody. */
export type ClauseSearch = {
  /** The clauses of a council that a number or words name, nearest first; none for an unknown council. */
  findClauses: (council: string, text: string) => readonly ClauseQuote[];
};

/** A message that Beadle sends first: to whom, and what. */
export type OutgoingMessage = {
  /** Unique; a platform that can drop repeats by key is given it. */
  id: string;
  council: string;
  recipient: {
    name: string;
    slackUserId: string | null;
    entraObjectId: string | null;
    /** The person's key in Beadle, as the web chat addresses them. */
    key: string;
  };
  /** The newest reference that this channel gave for the person, if they ever spoke to Beadle there. */
  reference: string | null;
  reply: Reply;
};

/** A message sent before that is to say something else now. */
export type MessageUpdate = {
  id: string;
  council: string;
  /** What this channel gave as `reference` when it sent the message. */
  reference: string;
  reply: Reply;
};

export type Delivery =
  /** `reference`: what the channel needs to change the message later, where it can; opaque, stored as it is. */
  | { result: 'sent'; reference?: string }
  /** This channel has no way to this person; another may. */
  | { result: 'unreachable' }
  /** Try again, not before `afterMs` where the platform said so. `code` is fit for a log. */
  | { result: 'retry'; code: string; afterMs?: number };

/** A channel's way of writing first. None of these ever rejects. */
export type Deliverer = {
  channel: ChannelName;
  deliver: (message: OutgoingMessage) => Promise<Delivery>;
  /** Changes a message in its place, silently; `unreachable` where that one can be changed no more. Left out where no message can. */
  update?: (message: MessageUpdate) => Promise<Delivery>;
  /** Something changed that a page of theirs may show: it is drawn anew for whoever has one. Left out where there are no pages. */
  refresh?: (person: Pick<OutgoingMessage, 'recipient' | 'reference'>) => void;
};

/** A flow that a button may start. */
export type Offer = { flow: FlowId; label: string };
