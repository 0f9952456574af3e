import { describe, expect, it } from 'vitest';
import { findTopics, readBrowsing, readSubject, themesOf } from '../../src/answering/browse.ts';
import { guidanceFor } from '../../src/answering/rules.ts';
import { loadKnowledge } from '../../src/start/library.ts';

describe('a wish for an overview', () => {
  it.each([
    'what topics are there',
    'What topics are there?',
    'which subjects do you cover',
    'list the topics please',
    'what can I ask you about?',
    'hi, what can I ask?',
    'topics',
    "what's in the protocol",
  ])('of everything: %s', (text) => {
    expect(readBrowsing(text)).toEqual({ type: 'all' });
  });

  it.each([
    ['what can you tell me about complaints?', 'complaints'],
    ['What does the protocol say about social media', 'social media'],
    ['tell me about bullying please', 'bullying'],
    ['is there anything about gifts?', 'gifts'],
    ['what do you know about group meetings', 'group meetings'],
  ])('of a subject: %s', (text, subject) => {
    expect(readBrowsing(text)).toEqual({ type: 'about', subject });
  });

  it.each([
    'can I attend the Labour group meeting?',
    'what does the protocol say about an officer who goes to a ward party meeting without permission',
    'what can you tell me about it?',
    'tell me',
    '',
    'topics '.repeat(5_000),
  ])('is none: %s', (text) => {
    expect(readBrowsing(text)).toBeNull();
  });

  it('may be put shortly, where nothing came before', () => {
    expect(readSubject('what about bullying?')).toBe('bullying');
    expect(readSubject('what about his bullying?')).toBeNull();
    expect(readSubject('what about it?')).toBeNull();
  });
});

describe('the topics of a council', () => {
  const { library } = loadKnowledge();
  const councils = [...library.protocols.values()].map(
    (protocol) => [protocol.council.id, protocol] as const,
  );

  it.each(councils)('are only those it has rules on: %s', (_id, protocol) => {
    const themes = themesOf(protocol, library);
    expect(themes.length).toBeGreaterThan(10);
    for (const subject of [
      'complaints',
      'bullying',
      'group meetings',
      'scrutiny',
      'confidential information',
    ]) {
      const topics = findTopics(subject, { protocol, library });
      expect(new Set(topics).size).toBe(topics.length);
      for (const topic of topics) expect(Array.isArray(guidanceFor(topic.id, protocol))).toBe(true);
    }
    expect(findTopics('complaints', { protocol, library }).length).toBeGreaterThan(3);
  });

  it.each(councils)('are none for what no protocol speaks of: %s', (_id, protocol) => {
    for (const subject of ['penguins', 'the', '', 'constructor', 'مرحبا']) {
      expect(findTopics(subject, { protocol, library })).toEqual([]);
    }
  });
});
