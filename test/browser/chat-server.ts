/** The chat page on a port of its own, over a fake conversation. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import type { WebChat, WebCouncil } from '../../src/channels/web/web-chat.ts';
import { createWebChat } from '../../src/channels/web/web-chat.ts';
import { createFakeConversation } from './fake-conversation.ts';
import type { FakeConversation } from './fake-conversation.ts';

export const COUNCILS: WebCouncil[] = [
  {
    id: 'swale',
    name: 'Swale Borough Council',
    people: [
      { key: 'priya', name: 'Priya Shah', kind: 'officer', jobTitle: 'Planning Officer' },
      { key: 'moira', name: 'Moira Okafor', kind: 'officer', jobTitle: 'Monitoring Officer' },
      { key: 'asha', name: 'Asha Patel', kind: 'member', jobTitle: 'Councillor' },
    ],
  },
  {
    id: 'gwynedd',
    name: 'Cyngor Gwynedd',
    people: [{ key: 'sian', name: 'Siân <b>Rees</b>', kind: 'officer', jobTitle: null }],
  },
];

export type ChatServer = {
  url: string;
  chat: WebChat;
  conversation: FakeConversation;
  close: () => Promise<void>;
};

/** Starts it on a free port of 127.0.0.1. */
export async function startChatServer(): Promise<ChatServer> {
  const conversation = createFakeConversation();
  const chat = createWebChat({
    conversation,
    councils: () => COUNCILS,
    logger: pino({ level: 'silent' }),
    localMode: true,
  });
  const server = createServer(express().use(chat.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    chat,
    conversation,
    close: async () => {
      chat.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
