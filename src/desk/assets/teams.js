/* global microsoftTeams, document, window, setTimeout, clearTimeout */
/** In Teams: who the person is, and which colours they see. */

const INITIALIZE_WITHIN_MS = 20_000;
/** Long, because Teams may have to ask the person for their consent. */
const SIGN_IN_WITHIN_MS = 60_000;

const NOT_IN_TEAMS =
  'This page works inside Microsoft Teams. In Teams, open Beadle under Apps, then the tab "Desk".';
const LOOK_AFTER = 'Please tell the people who look after Beadle';

/** What Teams says when it cannot sign somebody in, and what to do about it. Teams has no list of its words that one could rely on. */
const REASONS = [
  [
    /consent|AADSTS65001|invalid_grant|interaction_required/i,
    `Your council has not yet allowed Beadle to know who you are. ${LOOK_AFTER}: an administrator has to give consent.`,
  ],
  [/cancel/i, 'The sign-in was closed before it was finished. Try again when you are ready.'],
  [/window|popup|pop-up/i, 'The sign-in window could not open. Allow pop-ups for Teams, then try again.'],
  [
    /resourceDisabled|do not match|invalid_resource|resource/i,
    `Teams does not know this server as Beadle’s. ${LOOK_AFTER}: the Application ID URI has to be looked at.`,
  ],
];
const OTHER = `Teams could not sign you in. Please try again. If it goes on: ${LOOK_AFTER.toLowerCase()}.`;

/** Meets Teams and follows its colours. Gives what proves who the person is. */
export async function startTeams() {
  const { app } = microsoftTeams;
  const isAlone = window.parent === window && !('nativeInterface' in window);
  if (isAlone) throw new Error(NOT_IN_TEAMS);
  await within(INITIALIZE_WITHIN_MS, app.initialize(), NOT_IN_TEAMS);
  const context = await app.getContext();
  follow(context.app.theme);
  app.registerOnThemeChangeHandler(follow);
  app.notifySuccess();
  return { authorize: async () => `Bearer ${await getToken()}` };
}

/** "default", "dark" or "contrast"; one that comes later looks like the lightest of them. */
function follow(theme) {
  document.documentElement.dataset.theme = ['dark', 'contrast'].includes(theme) ? theme : 'default';
}

async function getToken() {
  let token;
  try {
    token = await within(SIGN_IN_WITHIN_MS, microsoftTeams.authentication.getAuthToken(), 'no answer');
  } catch (error) {
    throw new Error(explain(String(error?.message ?? error)), { cause: error });
  }
  return token;
}

function explain(said) {
  const known = REASONS.find(([pattern]) => pattern.test(said));
  return known === undefined ? OTHER : known[1];
}

function within(ms, promise, otherwise) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
