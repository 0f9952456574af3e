/**
 * Slack's Web API and response URLs, answering at once. It counts the answers that arrive, and how long after their
 * command, which a response URL carries: `/answer/MILLISECONDS`. `GET /answers` gives them and starts anew.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Answers } from '../slack.ts';

const { PORT = '0' } = process.env;
const OK = JSON.stringify({ ok: true, user_id: 'UBEADLE', bot_id: 'BBEADLE', team_id: 'T1' });

let answers: Answers = { after: [], lastAt: 0, direct: 0 };

createServer((request, response) => {
  const path = request.url ?? '';
  response.setHeader('content-type', 'application/json');
  if (path === '/answers') {
    response.end(JSON.stringify(answers));
    if (request.method === 'DELETE') answers = { after: [], lastAt: 0, direct: 0 };
    return;
  }
  readWhole(request, () => {
    count(path);
    response.end(OK);
  });
}).listen(Number(PORT), '127.0.0.1');

function readWhole(request: IncomingMessage, then: () => void): void {
  request.resume();
  request.once('end', then);
}

function count(path: string): void {
  const askedAt = /^\/answer\/(\d+)/.exec(path)?.[1];
  if (askedAt === undefined) {
    // An answer that did not go to its response URL: it would be a fault.
    if (path.includes('chat.')) answers.direct += 1;
    return;
  }
  answers.lastAt = Date.now();
  answers.after.push(answers.lastAt - Number(askedAt));
}
