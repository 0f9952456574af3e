/** A stand-in for Teams: speaks to `POST /api/messages` over HTTP, and keeps what Beadle sends to its service. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Express } from 'express';

export type SentActivity = {
  type: string;
  text?: string;
  summary?: string;
  conversation?: { id: string };
  recipient?: { id: string };
  replyToId?: string;
  attachments?: { contentType: string; content: TestCard }[];
};
export type TestCard = { type: string; version: string; body: unknown[]; fallbackText: string };

export type Posted = { status: number; body: string; activities: SentActivity[] };

/** Starts the app on a free port of this machine. */
export async function listen(app: Express): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** An activity as Teams sends it; a message in a personal chat that wants its replies in the response. */
export function makeActivity(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'activity-1',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    deliveryMode: 'expectReplies',
    from: { id: '29:ann', name: 'Ann Example', aadObjectId: '11111111-1111-4111-8111-111111111111' },
    recipient: { id: '28:beadle', name: 'Beadle' },
    conversation: { id: 'a:personal-ann', conversationType: 'personal', tenantId: 'tenant-1' },
    channelData: { tenant: { id: 'tenant-1' } },
    ...changes,
  };
}

/** The same, mentioning Beadle in a channel of a team. */
export function makeChannelActivity(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return makeActivity({
    conversation: {
      id: '19:team@thread.tacv2',
      conversationType: 'channel',
      isGroup: true,
      tenantId: 'tenant-1',
    },
    ...changes,
  });
}

/** Posts an activity, or any other body. */
export async function post(
  url: string,
  activity: unknown,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
  const body = await response.text();
  return { status: response.status, body, activities: readActivities(body) };
}

function readActivities(body: string): SentActivity[] {
  try {
    return (JSON.parse(body) as { activities?: SentActivity[] }).activities ?? [];
  } catch {
    return [];
  }
}

/** The cards of these activities. */
export function cardsOf(activities: readonly SentActivity[]): TestCard[] {
  return activities.flatMap((activity) =>
    (activity.attachments ?? []).map((attachment) => attachment.content),
  );
}

/** `method`: only requests of this kind are refused. */
type Refusal = { status: number; retryAfter?: string; method?: 'POST' | 'PUT' | 'DELETE' };

export type TeamsService = {
  url: string;
  /** What was sent to conversations, in order. */
  sent: SentActivity[];
  /** What took the place of a message sent before, in order. */
  changed: (SentActivity & { id: string })[];
  /** Ids of messages that were taken away. */
  deleted: string[];
  /** Bodies of requests for a new personal chat. */
  created: Record<string, unknown>[];
  /** What the service answers from now on; null for success. */
  refuseWith: (answer: Refusal | null) => void;
  close: () => Promise<void>;
};

/** The part of Microsoft's service that bots write to. */
export async function startTeamsService(): Promise<TeamsService> {
  const sent: SentActivity[] = [];
  const created: Record<string, unknown>[] = [];
  const changed: TeamsService['changed'] = [];
  const deleted: string[] = [];
  let refusal: Refusal | null = null;
  const app = express();
  app.use(express.json());
  app.use((request, response, next) => {
    if (refusal === null || (refusal.method ?? request.method) !== request.method) {
      next();
      return;
    }
    if (refusal.retryAfter !== undefined) response.set('Retry-After', refusal.retryAfter);
    response.status(refusal.status).json({ error: { code: 'Refused', message: 'no' } });
  });
  app.post('/v3/conversations', (request, response) => {
    created.push(request.body as Record<string, unknown>);
    response.status(201).json({ id: 'a:created-chat' });
  });
  app.post(
    ['/v3/conversations/:conversation/activities', '/v3/conversations/:conversation/activities/:activity'],
    (request, response) => {
      sent.push(request.body as SentActivity);
      response.status(201).json({ id: `sent-${sent.length}` });
    },
  );
  app.put('/v3/conversations/:conversation/activities/:activity', (request, response) => {
    const { activity } = request.params;
    changed.push({ ...(request.body as SentActivity), id: activity });
    response.json({ id: activity });
  });
  app.delete('/v3/conversations/:conversation/activities/:activity', (request, response) => {
    deleted.push(request.params.activity);
    response.status(200).end();
  });
  const { url, close } = await listen(app);
  return {
    url: `${url}/`,
    sent,
    changed,
    deleted,
    created,
    refuseWith: (answer) => (refusal = answer),
    close,
  };
}
