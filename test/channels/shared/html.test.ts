import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/channels/shared/html.ts';

describe('html', () => {
  it('escapes every text that is put in', () => {
    expect(html`<p title="${'"x"'}">${"<b> & 'c'"}</p>`.source).toBe(
      '<p title="&quot;x&quot;">&lt;b&gt; &amp; &#39;c&#39;</p>',
    );
  });

  it('puts in pieces and lists of pieces as they are', () => {
    const items = ['<', '&'].map((text) => html`<i>${text}</i>`);
    expect(html`${items} and ${html`<b>one</b>`}`.source).toBe('<i>&lt;</i><i>&amp;</i> and <b>one</b>');
  });

  it('never lets a text open a tag or end an attribute', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(html`${text}`.source)));
  });
});
