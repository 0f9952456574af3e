/**
 * Beadle's own page in Slack, the App Home: drawn when a person opens it, and again whenever something changes for them.
 * Who has opened it is remembered here alone: after a restart it is drawn anew when they next open it.
 */
import type { Logger } from 'pino';
import type { Outcome } from '../../conversation/vocabulary.ts';
import type { SlackApi } from './api.ts';
import { auditView } from './audit.ts';
import type { SlackBlock, SlackHome } from './elements.ts';
import { textPieces } from './elements.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { SlackSpeaker } from './turns.ts';
import { digest } from './values.ts';
import { plainBlocksOf } from './views.ts';

export type Homes = {
  /** Draws the page of somebody who has just opened it. */
  open: (speaker: SlackSpeaker) => Promise<void>;
  /** Draws it again, later and in the background, for whoever has opened it before. */
  refresh: (userId: string) => void;
};

export type HomeNeeds = {
  api: SlackApi;
  logger: Logger;
  /** A turn that shows the page; null where Beadle failed. `isHere`: the person themselves looks at it. */
  show: (speaker: SlackSpeaker, isHere: boolean) => Promise<Outcome | null>;
  /** Told of the work in the background. */
  track: (work: Promise<void>) => Promise<void>;
  wait: (ms: number) => Promise<void>;
};

type Opened = {
  speaker: SlackSpeaker;
  shown: string;
  work: Promise<void> | null;
  again: boolean;
  /** Whether Slack asked for a pause: what changes until then is drawn after it. */
  pausing: boolean;
};

/** So many people's pages are kept up to date; the others' are drawn when they open them. */
const MOST = 5_000;
const REST = 'There is more than fits here. Type mine or cases in a message to Beadle to see all of it.';

export function createHomes({ api, logger, show, track, wait }: HomeNeeds): Homes {
  const opened = new Map<string, Opened>();

  const draw = async (home: Opened, isHere: boolean): Promise<void> => {
    const outcome = await show(home.speaker, isHere);
    if (!outcome) return;
    const view = renderHome(outcome);
    const shown = digest(JSON.stringify(view));
    // Nothing has changed: nothing is asked of Slack.
    if (!isHere && shown === home.shown) return;
    const result = await api.call('views.publish', { user_id: home.speaker.userId, view });
    home.shown = result.ok ? shown : '';
    if (result.ok) return;
    logger.warn({ code: 'slack-home-not-shown', error: result.code });
    if (result.afterMs !== undefined) drawLater(home, result.afterMs);
  };

  /** Not tracked: nobody who stops Beadle waits for it. */
  const drawLater = (home: Opened, afterMs: number): void => {
    home.pausing = true;
    void wait(afterMs).then(() => {
      home.pausing = false;
      if (opened.get(home.speaker.userId) === home) void track(drawInTurn(home));
    });
  };

  /** One drawing at a time: what changes meanwhile is drawn once after it. */
  const drawInTurn = (home: Opened, isHere = false): Promise<void> => {
    if (home.pausing) return Promise.resolve();
    home.again = home.work !== null;
    home.work ??= draw(home, isHere)
      .catch(() => logger.error({ code: 'slack-home-failed' }))
      .finally(() => {
        home.work = null;
        if (home.again) void track(drawInTurn(home));
      });
    return home.work;
  };

  return {
    open: async (speaker) => {
      const home: Opened = { speaker, shown: '', work: null, again: false, pausing: false };
      opened.delete(speaker.userId);
      opened.set(speaker.userId, home);
      const oldest = opened.keys().next().value;
      if (opened.size > MOST && oldest !== undefined) opened.delete(oldest);
      await drawInTurn(home, true);
    },
    refresh: (userId) => {
      const home = opened.get(userId);
      if (home) void track(drawInTurn(home));
    },
  };
}

/** The page that shows all of these replies, as far as it fits. Pure. */
export function renderHome({ replies }: Outcome): SlackHome {
  const blocks = plainBlocksOf(replies);
  const pageOf = (shown: SlackBlock[]): SlackHome => ({ type: 'home', blocks: shown });
  if (auditView(pageOf(blocks)).length === 0) return pageOf(blocks);
  const rest = textPieces(REST).map((piece) => piece.block);
  let shown = blocks.slice(0, SLACK_LIMITS.viewBlocks - rest.length);
  while (shown.length > 0 && auditView(pageOf([...shown, ...rest])).length > 0) shown = shown.slice(0, -1);
  return pageOf([...shown, ...rest]);
}
