/** The pages of the web chat, as pure functions. Everything that moves is done by assets/chat.js. */
import { html } from '../shared/html.ts';
import { renderDocument } from '../shared/page-document.ts';

const ASSETS = '/chat/assets';

/** The chat page of local mode. */
export function renderChatPage(): string {
  return renderDocument({
    title: 'Beadle',
    assets: ASSETS,
    head: html` <script src="/chat/assets/adaptivecards.js" defer></script>
      <script src="/chat/assets/chat.js" type="module"></script>`,
    body: html` <a class="skip" href="#text">Skip to the message box</a>
      <header class="top">
        <div class="brand">
          <img src="/chat/assets/icon.svg" alt="" width="36" height="36" />
          <div>
            <h1>Beadle</h1>
            <p>The Member/Officer Protocol, in chat</p>
          </div>
        </div>
        <form class="who" aria-label="Who is speaking">
          <label for="council">Council</label>
          <select id="council" autocomplete="off"></select>
          <label for="person">Speaking as</label>
          <select id="person" autocomplete="off"></select>
        </form>
      </header>
      <main>
        <div id="scroller" class="scroller" tabindex="0" role="region" aria-label="Conversation">
          <p id="place" class="place"></p>
          <div
            id="log"
            class="log"
            role="log"
            aria-live="polite"
            aria-relevant="additions"
            aria-label="Messages"
          ></div>
          <section id="examples" class="examples" aria-labelledby="examples-title" hidden>
            <h2 id="examples-title">Examples to try</h2>
            <ul></ul>
          </section>
        </div>
      </main>
      <footer id="bottom" class="bottom">
        <p id="status" class="status" role="status"></p>
        <form id="composer" class="composer">
          <label for="text">Your question or message</label>
          <div class="line">
            <textarea id="text" rows="1" autocomplete="off" aria-describedby="keys"></textarea>
            <button type="submit" id="send">Send</button>
          </div>
          <div class="under">
            <p id="keys">Enter sends. Shift and Enter starts a new line.</p>
            <button type="button" id="clear" class="quiet">Clear this conversation</button>
          </div>
        </form>
      </footer>
      <noscript
        ><p class="notice">This page needs JavaScript, which this browser has switched off.</p></noscript
      >`,
  });
}

/** What stands at the same address where people are known by Slack or Teams. */
export function renderElsewherePage(): string {
  return renderDocument({
    title: 'Beadle is in Slack or Teams',
    assets: ASSETS,
    head: html``,
    body: html` <main class="elsewhere">
      <img src="/chat/assets/icon.svg" alt="" width="48" height="48" />
      <h1>Talk to Beadle in Slack or Microsoft Teams</h1>
      <p>
        Beadle is connected to your council's Slack or Teams, where it knows who you are. This page is only
        for trying it on one's own machine.
      </p>
      <p>
        In Slack, type <code>/protocol</code> and your question. In Teams, look for Beadle and write to it.
      </p>
    </main>`,
  });
}
