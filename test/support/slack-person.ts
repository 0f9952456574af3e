/** A person in a fake Slack: what they type, press and fill in is signed and posted as Slack posts it. */
import { signRequest } from '../../src/channels/slack/signature.ts';
import type { FakeSlack, ShownMessage } from './fake-slack.ts';
import { inputsOf, type FakeElement, type FakeWindow, type Json } from './slack-windows.ts';

export type SlackPersonOptions = {
  slack: FakeSlack;
  /** Where Beadle takes Slack's requests. */
  endpoint: string;
  signingSecret: string;
  now: () => Date;
  user?: string;
  team?: string;
};

export type Posted = { status: number; text: string; json: Json | null; ms: number };

const BOT = 'UBOT';
let count = 0;

export class SlackPerson {
  readonly user: string;
  readonly team: string;
  readonly #options: SlackPersonOptions;
  #sent: { contentType: string; body: string } | null = null;

  constructor(options: SlackPersonOptions) {
    this.#options = options;
    this.user = options.user ?? 'U1';
    this.team = options.team ?? 'T1';
  }

  /** The channel of the person's direct message with the bot. */
  get direct(): string {
    return `D${this.user.slice(1)}`;
  }

  get window(): FakeWindow {
    const window = this.#options.slack.windows.top(this.user);
    if (!window) throw new Error('no window is open');
    return window;
  }

  get hasWindow(): boolean {
    return this.#options.slack.windows.depth(this.user) > 0;
  }

  /** The messages that this person can see, in the channels given or all. */
  seen(channel?: string): ShownMessage[] {
    return this.#options.slack.messages.filter(
      (message) =>
        (channel === undefined || message.channel === channel) &&
        (message.onlyFor ?? this.user) === this.user &&
        (!message.channel.startsWith('D') || message.channel === this.direct),
    );
  }

  command(command: string, text = '', channel = 'C1'): Promise<Posted> {
    const { slack } = this.#options;
    return this.#post(
      'application/x-www-form-urlencoded',
      new URLSearchParams({
        command,
        text,
        team_id: this.team,
        user_id: this.user,
        user_name: 'someone',
        channel_id: channel,
        trigger_id: slack.windows.grantTrigger(this.user),
        response_url: slack.responseUrl(channel, this.user),
      }).toString(),
    );
  }

  /** A direct message. */
  say(text: string, extra: Json = {}, envelope: Json = {}): Promise<Posted> {
    const event = { type: 'message', channel: this.direct, channel_type: 'im', text, ...extra };
    return this.event(event, envelope);
  }

  mention(text: string, extra: Json = {}, envelope: Json = {}): Promise<Posted> {
    return this.event({ type: 'app_mention', channel: 'C1', text: `<@${BOT}> ${text}`, ...extra }, envelope);
  }

  event(event: Json, envelope: Json = {}, headers: Record<string, string> = {}): Promise<Posted> {
    const body = {
      type: 'event_callback',
      event_id: `Ev${++count}`,
      team_id: this.team,
      authorizations: [{ team_id: this.team, user_id: BOT, is_bot: true }],
      event: { user: this.user, ts: `1700000001.${String(++count).padStart(6, '0')}`, ...event },
      ...envelope,
    };
    return this.#post('application/json', JSON.stringify(body), headers);
  }

  /** Presses a button of the open window, or else of the newest message that has it. */
  press(label: string, extra: Json = {}): Promise<Posted> {
    const holder = this.#find((element) => nameOf(element) === label);
    return this.pressElement(holder.element, { value: holder.element['value'] }, holder.message, extra);
  }

  /** Opens Beadle's own page. */
  openHome(): Promise<Posted> {
    return this.event({ type: 'app_home_opened', tab: 'home', channel: this.direct });
  }

  /** What that page shows. */
  get page(): Json {
    const page = this.#options.slack.pages.get(this.user);
    if (!page) throw new Error('the page shows nothing');
    return page;
  }

  /** Presses a button of that page. */
  pressOnPage(label: string): Promise<Posted> {
    const element = elementsOf(this.page['blocks'] as Json[]).find((each) => nameOf(each) === label);
    if (!element) throw new Error(`the page has no button "${label}"`);
    const view = { ...this.page, id: `VHOME${this.user}`, hash: 'h', state: { values: {} } };
    const container = { type: 'view', view_id: view.id };
    return this.pressElement(element, { value: element['value'] }, undefined, { container, view });
  }

  /** Chooses a shortcut of the lightning menu. */
  shortcut(callbackId: string): Promise<Posted> {
    const triggerId = this.#options.slack.windows.grantTrigger(this.user);
    return this.interact({ type: 'shortcut', callback_id: callbackId, trigger_id: triggerId });
  }

  /** Chooses a shortcut of a message that somebody else wrote. */
  messageShortcut(callbackId: string, message: Json, channel = 'D9OTHER'): Promise<Posted> {
    const { slack } = this.#options;
    return this.interact({
      type: 'message_action',
      callback_id: callbackId,
      trigger_id: slack.windows.grantTrigger(this.user),
      response_url: slack.responseUrl(channel, this.user),
      channel: { id: channel, name: 'directmessage' },
      message: { type: 'message', user: 'U9', ts: '16.1', ...message },
    });
  }

  /** Picks an entry of a menu, or a date of a calendar, in the newest message that has one. */
  pick(value: string): Promise<Posted> {
    const { element, message } = this.#find(({ type }) => type === 'static_select' || type === 'datepicker');
    const picked =
      element.type === 'datepicker'
        ? { selected_date: value }
        : { selected_option: findOption(element, value) };
    return this.pressElement(element, picked, message);
  }

  pressElement(element: Json, given: Json, message?: ShownMessage, extra: Json = {}): Promise<Posted> {
    const { slack } = this.#options;
    const action = {
      action_id: element['action_id'],
      type: element['type'],
      action_ts: nextTime(),
      ...given,
    };
    return this.interact({
      type: 'block_actions',
      trigger_id: slack.windows.grantTrigger(this.user),
      actions: [action],
      ...(message ? this.#messageContext(message) : this.hasWindow ? this.#windowContext() : {}),
      ...extra,
    });
  }

  /** Fills in an input of the open window by its label: with a text, a date, or an option's label. */
  fill(label: string, value: string): this {
    const { view, values } = this.window;
    const input = inputsOf(view).find((candidate) => candidate.label.text === label);
    if (!input) throw new Error(`no input is labelled "${label}"`);
    values[input.block_id] = { [input.element.action_id]: readFilled(input.element, value) };
    return this;
  }

  /** Sends the form of the open window, and does with the window what the answer says. */
  async submit(): Promise<Posted> {
    const window = this.window;
    const posted = await this.interact({ type: 'view_submission', view: this.#describe(window) });
    const answer = posted.json;
    const { windows } = this.#options.slack;
    if (answer?.['response_action'] === 'errors') window.errors = answer['errors'] as Record<string, string>;
    else if (answer?.['response_action'] === 'update') windows.update(window.id, answer['view'] as Json);
    else if (answer?.['response_action'] === 'push') windows.pushFor(this.user, answer['view'] as Json);
    else windows.close(this.user);
    return posted;
  }

  /** Fills in an input, and has Slack report it where the window asks for that. */
  async type(label: string, value: string): Promise<void> {
    this.fill(label, value);
    const input = inputsOf(this.window.view).find((candidate) => candidate.label.text === label);
    if (input?.dispatch_action !== true) return;
    await this.pressElement(input.element, { block_id: input.block_id });
  }

  async close(): Promise<Posted> {
    // Slack says nothing of what stands in a window that is closed.
    const view = { ...this.#describe(this.window), state: { values: {} } };
    this.#options.slack.windows.close(this.user);
    return this.interact({ type: 'view_closed', view, is_cleared: false });
  }

  interact(payload: Json): Promise<Posted> {
    const body = JSON.stringify({
      user: { id: this.user, team_id: this.team, name: 'someone' },
      team: { id: this.team, domain: 'council' },
      ...payload,
    });
    return this.#post('application/x-www-form-urlencoded', new URLSearchParams({ payload: body }).toString());
  }

  /** Sends the last request once more, as it was. */
  repeat(): Promise<Posted> {
    if (!this.#sent) throw new Error('nothing was sent yet');
    return this.#post(this.#sent.contentType, this.#sent.body);
  }

  #find(isWanted: (element: FakeElement) => boolean): { element: FakeElement; message?: ShownMessage } {
    if (this.hasWindow) {
      const element = elementsOf(this.window.view['blocks'] as Json[]).find(isWanted);
      if (element) return { element };
    }
    for (const message of this.seen().toReversed()) {
      const element = elementsOf(message.blocks).find(isWanted);
      if (element) return { element, message };
    }
    throw new Error('nothing such can be pressed');
  }

  #messageContext(message: ShownMessage): Json {
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.onlyFor !== undefined,
        ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
      },
      channel: { id: message.channel },
      response_url: this.#options.slack.responseUrl(message.channel, this.user),
    };
  }

  #windowContext(): Json {
    return { container: { type: 'view', view_id: this.window.id }, view: this.#describe(this.window) };
  }

  #describe({ id, hash, view, values }: FakeWindow): Json {
    return { ...view, id, hash, root_view_id: id, state: { values: structuredClone(values) } };
  }

  #post(contentType: string, body: string, headers: Record<string, string> = {}): Promise<Posted> {
    const { endpoint, signingSecret, now } = this.#options;
    this.#sent = { contentType, body };
    return postSigned({ endpoint, signingSecret, now: now(), contentType, body, headers });
  }
}

export type SignedPost = {
  endpoint: string;
  signingSecret: string;
  now: Date;
  contentType: string;
  body: string;
  /** Put over those that are made. */
  headers?: Record<string, string>;
};

/** Posts a request signed as Slack signs its own. */
export async function postSigned(post: SignedPost): Promise<Posted> {
  const { endpoint, signingSecret, now, contentType, body, headers = {} } = post;
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const started = performance.now();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signRequest(signingSecret, timestamp, Buffer.from(body)),
      ...headers,
    },
    body,
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json');
  const json = isJson ? (JSON.parse(text) as Json) : null;
  return { status: response.status, text, json, ms: performance.now() - started };
}

/** All that can be pressed in these blocks. */
export function elementsOf(blocks: readonly Json[]): FakeElement[] {
  return blocks.flatMap((block) => (block['type'] === 'actions' ? (block['elements'] as FakeElement[]) : []));
}

function nameOf(element: Json): string | undefined {
  return element['type'] === 'button' ? (element['text'] as { text: string }).text : undefined;
}

function readFilled(element: FakeElement, value: string): Json {
  if (element.type === 'plain_text_input') return { type: element.type, value };
  if (element.type === 'datepicker') return { type: element.type, selected_date: value };
  if (element.type === 'users_select')
    return { type: element.type, selected_user: value === '' ? null : value };
  return { type: element.type, selected_option: value === '' ? null : findOption(element, value) };
}

function findOption(element: Json, label: string): Json {
  const groups = (element['option_groups'] ?? [{ options: element['options'] }]) as { options: Json[] }[];
  const options = groups.flatMap((group) => group.options);
  const found = options.find((option) => (option['text'] as { text: string }).text === label);
  if (!found) throw new Error(`no option is labelled "${label}"`);
  return found;
}

function nextTime(): string {
  count += 10;
  return `${1_700_000_000 + count}.000000`;
}

/** Every text in this JSON, one a line: what a person would read. */
export function readTexts(node: unknown): string {
  if (Array.isArray(node)) return node.map(readTexts).join('\n');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .map(([key, value]) => (key === 'text' && typeof value === 'string' ? value : readTexts(value)))
    .filter((text) => text !== '')
    .join('\n');
}
