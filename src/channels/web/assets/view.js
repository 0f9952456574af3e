/* global document, getComputedStyle, innerHeight, matchMedia */
/** What of the conversation is seen. On a wide page the conversation scrolls; on a phone the whole page does, under the message box. */

const GAP = 12;

export function createView({ scroller, log, footer }) {
  const scrollsItself = () => getComputedStyle(scroller).overflowY === 'auto';
  const measure = () => {
    if (scrollsItself()) return scroller.getBoundingClientRect();
    const covers = getComputedStyle(footer).position === 'sticky';
    return { top: 0, bottom: covers ? footer.getBoundingClientRect().top : innerHeight };
  };
  const root = () => (scrollsItself() ? scroller : document.scrollingElement);

  return {
    /** Brings an element into view, a message with all that follows it: where there is no room, at least its beginning. */
    reveal: (element) => {
      if (element === null) return;
      const seen = measure();
      const { top, bottom } = element.getBoundingClientRect();
      const end = element.parentElement === log ? log.getBoundingClientRect().bottom : bottom;
      const room = seen.bottom - seen.top - 2 * GAP;
      let by = top - seen.top - GAP;
      if (end - top <= room) by = Math.max(0, end - seen.bottom + GAP) || Math.min(0, by);
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      root().scrollBy({ top: by, behavior: still ? 'auto' : 'smooth' });
    },
    showEnd: () => root().scrollTo({ top: root().scrollHeight }),
  };
}
