/** The windows (modals) of a fake Slack: opened with a permission that is used once, and remembering what is typed. */

export type Json = Record<string, unknown>;

export type FakeWindow = {
  id: string;
  hash: string;
  user: string;
  view: Json;
  /** What stands in its inputs, as Slack reports it. */
  values: Record<string, Record<string, Json>>;
  /** Shown below inputs, by block. */
  errors: Record<string, string>;
};

export class FakeWindows {
  readonly #triggers = new Map<string, { user: string; state: 'fresh' | 'used' | 'expired' }>();
  /** What each person has open, the topmost last. */
  readonly #stacks = new Map<string, FakeWindow[]>();
  #count = 0;

  /** A permission to open a window for this person. */
  grantTrigger(user: string): string {
    const trigger = `trigger.${++this.#count}`;
    this.#triggers.set(trigger, { user, state: 'fresh' });
    return trigger;
  }

  /** Three seconds have passed. */
  expireTriggers(): void {
    for (const trigger of this.#triggers.values()) if (trigger.state === 'fresh') trigger.state = 'expired';
  }

  /** The topmost window that a person sees. */
  top(user: string): FakeWindow | undefined {
    return this.#stacks.get(user)?.at(-1);
  }

  depth(user: string): number {
    return this.#stacks.get(user)?.length ?? 0;
  }

  open(triggerId: string, view: Json): Json {
    return this.#useTrigger(triggerId, (user) => {
      this.#stacks.set(user, [this.#create(user, view)]);
      return this.top(user);
    });
  }

  push(triggerId: string, view: Json): Json {
    return this.#useTrigger(triggerId, (user) => this.pushFor(user, view));
  }

  pushFor(user: string, view: Json): FakeWindow | undefined {
    this.#stacks.get(user)?.push(this.#create(user, view));
    return this.top(user);
  }

  update(id: string, view: Json): Json {
    const window = [...this.#stacks.values()].flat().find((candidate) => candidate.id === id);
    if (!window) return { ok: false, error: 'not_found' };
    this.#draw(window, view);
    return { ok: true, view: { id: window.id, hash: window.hash } };
  }

  /** The person closes the topmost window. */
  close(user: string): void {
    this.#stacks.get(user)?.pop();
  }

  closeAll(user: string): void {
    this.#stacks.delete(user);
  }

  #useTrigger(triggerId: string, place: (user: string) => FakeWindow | undefined): Json {
    const trigger = this.#triggers.get(triggerId);
    if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
    if (trigger.state !== 'fresh') {
      return { ok: false, error: trigger.state === 'used' ? 'exchanged_trigger_id' : 'expired_trigger_id' };
    }
    trigger.state = 'used';
    const window = place(trigger.user);
    return { ok: true, view: { id: window?.id, hash: window?.hash } };
  }

  #create(user: string, view: Json): FakeWindow {
    const window: FakeWindow = { id: `V${++this.#count}`, hash: '', user, view, values: {}, errors: {} };
    this.#draw(window, view);
    return window;
  }

  /** Slack keeps what stands in an input for as long as its block has the same id. */
  #draw(window: FakeWindow, view: Json): void {
    const before = window.values;
    window.hash = `hash.${++this.#count}`;
    window.view = view;
    window.errors = {};
    window.values = Object.fromEntries(
      inputsOf(view).map(({ block_id: block, element }) => {
        const kept = before[block]?.[element.action_id];
        return [block, { [element.action_id]: kept ?? readInitial(element) }];
      }),
    );
  }
}

export type FakeElement = Json & { type: string; action_id: string };
export type FakeInput = {
  block_id: string;
  label: { text: string };
  element: FakeElement;
  optional?: boolean;
  dispatch_action?: boolean;
};

/** The inputs of a window, in order. */
export function inputsOf(view: Json): FakeInput[] {
  const blocks = view['blocks'] as Json[];
  return blocks.filter((block) => block['type'] === 'input') as unknown as FakeInput[];
}

function readInitial(element: FakeElement): Json {
  switch (element.type) {
    case 'plain_text_input':
      return { type: element.type, value: element['initial_value'] ?? null };
    case 'datepicker':
      return { type: element.type, selected_date: element['initial_date'] ?? null };
    case 'users_select':
      return { type: element.type, selected_user: element['initial_user'] ?? null };
    default:
      return { type: element.type, selected_option: element['initial_option'] ?? null };
  }
}
