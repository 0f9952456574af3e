/**
 * A stand-in for Teams in the browser: a page at Teams' own address with a tab in it, which answers what Microsoft's library
 * asks of its host. The tab's server is given a name of its own, as on the web. Nothing leaves the machine.
 */
import type { FrameLocator, Page } from 'playwright-core';

export const DESK_HOST = 'beadle.example.gov.uk';

export type TeamsTab = {
  tab: FrameLocator;
  /** Teams changes its colours: "default", "dark" or "contrast". */
  setTheme: (theme: string) => Promise<void>;
  /** What Microsoft's library asked for, in order. */
  asked: () => Promise<string[]>;
};

export type TeamsOptions = {
  /** Where the desk's server really is. */
  url: string;
  /** A token, or the word with which Teams says that there is none. Asked for each time. */
  getToken: () => { token: string } | { refusal: string };
  theme?: string;
  /** Where the page is that has the desk in it; Teams' own address where not given. */
  address?: string;
};

/** Opens the desk as a personal tab. */
export async function openTab(
  page: Page,
  { url, getToken, theme = 'default', address = 'https://teams.microsoft.com/v2/' }: TeamsOptions,
): Promise<TeamsTab> {
  await page.route(`https://${DESK_HOST}/**`, async (route, request) => {
    const { pathname, search } = new URL(request.url());
    await route.fulfill({ response: await route.fetch({ url: url + pathname + search }) });
  });
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: hostPage(theme) }));
  await page.exposeFunction('askForToken', getToken);
  await page.goto(address);
  return {
    tab: page.frameLocator('iframe'),
    setTheme: (to) => page.evaluate(`setTheme(${JSON.stringify(to)})`),
    asked: () => page.evaluate<string[]>('asked'),
  };
}

/** Answers by the rules of version 2 of Microsoft's library: an answer bears the id of what it answers. */
const hostPage = (theme: string): string => `<!doctype html>
<meta charset="utf-8" /><title>Teams</title>
<style>html, body, iframe { width: 100%; height: 100%; margin: 0; border: 0; display: block; }</style>
<iframe src="https://${DESK_HOST}/desk"></iframe>
<script>
  const frame = document.querySelector('iframe');
  const asked = [];
  let theme = ${JSON.stringify(theme)};
  const send = (message) => frame.contentWindow.postMessage(message, 'https://${DESK_HOST}');
  const setTheme = (to) => {
    theme = to;
    send({ func: 'themeChange', args: [to] });
  };
  const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } };
  const answers = {
    initialize: () => ['content', 'web', JSON.stringify(runtime), '2.0.1'],
    getContext: () => [{ theme, locale: 'en-gb', hostName: 'Teams', entityId: 'desk', sessionId: '1' }],
    'authentication.getAuthToken': async () => {
      const said = await askForToken();
      return said.token === undefined ? [false, said.refusal] : [true, said.token];
    },
  };
  addEventListener('message', async ({ data, source }) => {
    if (source !== frame.contentWindow || typeof data.func !== 'string') return;
    asked.push(data.func);
    const args = await answers[data.func]?.();
    if (args !== undefined) send({ id: data.id, uuidAsString: data.uuidAsString, args });
  });
</script>`;
