import { describe, expect, it } from 'vitest';
import { checkSignature, signRequest } from '../../../src/channels/slack/signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const TIME = 1531420618;
/** From Slack's documentation of signed requests. */
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';

function at(seconds: number): Date {
  return new Date(seconds * 1_000);
}

describe('the signature of a request', () => {
  it("is the one in Slack's documentation", () => {
    expect(signRequest(SECRET, String(TIME), BODY)).toBe(SIGNATURE);
  });

  const good = { signature: SIGNATURE, timestamp: String(TIME), body: BODY as Uint8Array };
  const cases: [
    string,
    Partial<typeof good> | { signature?: undefined; timestamp?: undefined },
    number,
    string | null,
  ][] = [
    ['is good', {}, TIME, null],
    ['is good five minutes later', {}, TIME + 300, null],
    ['is good five minutes before', {}, TIME - 300, null],
    ['is stale after that', {}, TIME + 301, 'stale'],
    ['is from the future before that', {}, TIME - 301, 'future'],
    ['is missing', { signature: undefined }, TIME, 'missing'],
    ['has no time', { timestamp: undefined }, TIME, 'missing'],
    ['has no number for a time', { timestamp: 'now' }, TIME, 'malformed'],
    ['has a negative time', { timestamp: '-1531420618' }, TIME, 'malformed'],
    ['has a time with a fraction', { timestamp: '1531420618.5' }, TIME, 'malformed'],
    ['has a time in hexadecimal', { timestamp: '0x5b47a38a' }, TIME, 'malformed'],
    ['is empty', { signature: '' }, TIME, 'malformed'],
    ['is of another version', { signature: SIGNATURE.replace('v0', 'v1') }, TIME, 'malformed'],
    ['has no version', { signature: SIGNATURE.slice(3) }, TIME, 'malformed'],
    ['is too short', { signature: SIGNATURE.slice(0, -1) }, TIME, 'malformed'],
    ['is too long', { signature: `${SIGNATURE}0` }, TIME, 'malformed'],
    ['is in capitals', { signature: SIGNATURE.toUpperCase().replace('V0', 'v0') }, TIME, 'malformed'],
    ['is another', { signature: `v0=${'0'.repeat(64)}` }, TIME, 'mismatch'],
    ['is for another body', { body: Buffer.concat([BODY, Buffer.from('x')]) }, TIME, 'mismatch'],
    ['is for another time', { timestamp: String(TIME + 1) }, TIME, 'mismatch'],
    ['is for no body', { body: new Uint8Array() }, TIME, 'mismatch'],
  ];
  it.each(cases)('%s', (_name, change, now, expected) => {
    expect(checkSignature({ ...good, ...change }, SECRET, at(now))).toBe(expected);
  });

  it('is never good for another secret, or for none', () => {
    expect(checkSignature(good, 'another', at(TIME))).toBe('mismatch');
    expect(checkSignature({ ...good, signature: signRequest('', String(TIME), BODY) }, '', at(TIME))).toBe(
      'missing',
    );
  });

  it('is over bytes, so that what is not UTF-8 is not taken for something else', () => {
    const body = Uint8Array.from([0xff, 0xfe]);
    const signature = signRequest(SECRET, String(TIME), body);
    const replaced = Buffer.from('\uFFFD\uFFFD');
    expect(checkSignature({ signature, timestamp: String(TIME), body }, SECRET, at(TIME))).toBeNull();
    expect(checkSignature({ signature, timestamp: String(TIME), body: replaced }, SECRET, at(TIME))).toBe(
      'mismatch',
    );
  });
});
