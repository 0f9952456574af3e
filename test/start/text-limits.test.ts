import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/protocol/load.ts';
import { PROTOCOLS } from '../../src/start/library.ts';
import { caseworkReplies } from '../../src/start/casework-limits.ts';
import { checkTexts } from '../../src/start/text-limits.ts';

const library = loadLibrary(PROTOCOLS);

describe('what a platform would cut or refuse', { timeout: 60_000 }, () => {
  it.each([...library.protocols.keys()])('covers every dialog, card and move of %s', (council) => {
    const protocol = library.protocols.get(council);
    if (!protocol) throw new Error(council);
    const places = [...caseworkReplies(protocol, library)].map(({ where }) => where);
    for (const part of ['complaint', 'enquiry', 'summary', 'card', 'decision', 'the move hold'])
      expect(places.join('\n'), part).toContain(part);
  });

  it('is found at the start, in a casework text too', () => {
    const protocol = library.protocols.get('swale');
    if (!protocol) throw new Error('swale');
    const { complaint } = protocol.procedures;
    const routes = complaint.routes.map((route) => ({ ...route, title: 'long '.repeat(60) }));
    const procedures = { ...protocol.procedures, complaint: { ...complaint, routes } };
    const small = { ...library, protocols: new Map([['swale', { ...protocol, procedures }]]) };
    expect(() => {
      checkTexts(small);
    }).toThrow(/heading/);
  });
});
