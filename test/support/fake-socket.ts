/** Slack's end of a Socket Mode connection: sends envelopes, and keeps how they were acknowledged. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Json } from './slack-windows.ts';

export type FakeSocket = {
  /** For the answer to `apps.connections.open`. */
  url: string;
  /** How often it was connected to. */
  connections: () => number;
  /** Sends an envelope. @returns how it was acknowledged */
  send: (envelope: { type: string; payload: Json }) => Promise<Json>;
  /** Asks for a new connection, as Slack does every few hours. */
  refresh: () => void;
  /** Cuts the line. */
  cut: () => void;
  close: () => Promise<void>;
};

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export async function startFakeSocket(): Promise<FakeSocket> {
  const acknowledged = new Map<string, (answer: Json) => void>();
  let connection: Socket | undefined;
  let count = 0;
  let connections = 0;

  const server = createServer();
  server.on('upgrade', (request, stream) => {
    const socket = stream as Socket;
    connection = socket;
    connections += 1;
    const key = `${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => socket.destroy());
    let rest = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data]);
      for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
        rest = rest.subarray(frame.size);
        if (frame.kind === PING) socket.write(makeFrame(PONG, frame.data));
        if (frame.kind === CLOSE) socket.end(makeFrame(CLOSE, frame.data));
        if (frame.kind === TEXT) take(JSON.parse(frame.data.toString('utf8')) as Json);
      }
    });
    socket.write(makeFrame(TEXT, Buffer.from(JSON.stringify({ type: 'hello', num_connections: 1 }))));
  });

  const take = (answer: Json): void => {
    const id = String(answer['envelope_id']);
    acknowledged.get(id)?.(answer);
    acknowledged.delete(id);
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    connections: () => connections,
    refresh: () =>
      void connection?.write(
        makeFrame(TEXT, Buffer.from(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))),
      ),
    cut: () => void connection?.destroy(),
    send: (envelope) => {
      const id = `envelope-${++count}`;
      const answer = new Promise<Json>((resolve) => acknowledged.set(id, resolve));
      const text = JSON.stringify({ ...envelope, envelope_id: id, accepts_response_payload: true });
      connection?.write(makeFrame(TEXT, Buffer.from(text)));
      return answer;
    },
    close: async () => {
      connection?.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function makeFrame(kind: number, data: Buffer): Buffer {
  const length =
    data.length < 126 ? Buffer.from([data.length]) : Buffer.from([126, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([Buffer.from([0x80 | kind]), length, data]);
}

/** The first frame of these bytes, which a client always masks; null where it is not whole yet. */
function readFrame(bytes: Buffer): { kind: number; data: Buffer; size: number } | null {
  if (bytes.length < 6) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start + 4) return null;
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const size = start + 4 + length;
  if (bytes.length < size) return null;
  const mask = bytes.subarray(start, start + 4);
  const data = Buffer.from(bytes.subarray(start + 4, size));
  for (let index = 0; index < length; index += 1)
    data.writeUInt8(data.readUInt8(index) ^ mask.readUInt8(index % 4), index);
  return { kind: bytes.readUInt8(0) & 0x0f, data, size };
}
