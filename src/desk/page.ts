/** The pages of the desk, as pure functions. Everything that moves is done by assets/desk.js. */
import { html } from '../channels/shared/html.ts';
import type { Html } from '../channels/shared/html.ts';
import { renderDocument } from '../channels/shared/page-document.ts';

const ASSETS = '/desk/assets';

/** @param mode `teams`: Teams says who the person is. `local`: the page asks. */
export function renderDeskPage(mode: 'teams' | 'local'): string {
  return renderDocument({
    title: 'Beadle: your desk',
    assets: ASSETS,
    head: html` <link rel="stylesheet" href="${ASSETS}/desk.css" />
      <script src="${ASSETS}/adaptivecards.js" defer></script>
      ${mode === 'teams' ? html`<script src="${ASSETS}/teams-library.js" defer></script>` : html``}
      <script src="${ASSETS}/desk.js" type="module"></script>`,
    body: html` <a class="skip" href="#text">Skip to the question box</a>
      <header class="top">
        <div class="brand">
          <img src="${ASSETS}/icon.svg" alt="" width="36" height="36" />
          <div>
            <h1>Your desk</h1>
            <p>Beadle: the Member/Officer Protocol</p>
          </div>
        </div>
        ${mode === 'local' ? WHO : html``}
        <button type="button" id="refresh" class="quiet">Bring up to date</button>
      </header>
      <main id="desk" class="desk" data-mode="${mode}">
        <div id="problem" class="problem" role="alert" tabindex="-1" hidden>
          <h2>The desk cannot be opened</h2>
          <p id="problem-text"></p>
          <button type="button" id="again">Try again</button>
        </div>
        <section id="home" class="pane" tabindex="0" aria-label="What waits for you"></section>
        <section id="work" class="pane" tabindex="0" aria-label="What you opened">
          <p id="nothing" class="place">
            Open a case, begin something, or ask a question below. It is shown here.
          </p>
          <button type="button" id="back" hidden>Back to your desk</button>
          <div id="cards" class="log"></div>
        </section>
      </main>
      <footer id="bottom" class="bottom">
        <p id="status" class="status" role="status"></p>
        <form id="composer" class="composer">
          <label for="text">Ask, or type the reference of a case</label>
          <div class="line">
            <textarea id="text" rows="1" autocomplete="off"></textarea>
            <button type="submit" id="send">Ask</button>
          </div>
        </form>
      </footer>
      <noscript
        ><p class="notice">This page needs JavaScript, which this browser has switched off.</p></noscript
      >`,
  });
}

const WHO: Html = html` <form class="who" aria-label="Whose desk it is">
  <label for="council">Council</label>
  <select id="council" autocomplete="off"></select>
  <label for="person">Desk of</label>
  <select id="person" autocomplete="off"></select>
</form>`;

/** What stands at the same address where nobody can be signed in. */
export function renderOffPage(why: string): string {
  return renderDocument({
    title: 'The desk is off',
    assets: ASSETS,
    head: html``,
    body: html` <main class="elsewhere">
      <img src="${ASSETS}/icon.svg" alt="" width="48" height="48" />
      <h1>The desk is off</h1>
      <p>${why}</p>
    </main>`,
  });
}
