/** Opens the desk: to whom Teams signs in where it can, to the demo people in local mode, else to nobody. */
import type { Directory } from '../casework/people.ts';
import type { Config, TeamsConfig } from '../config.ts';
import type { DeskDoor } from '../desk/desk.ts';
import type { TokenSettings } from '../desk/token.ts';
import type { Library } from '../protocol/load.ts';

type DoorConfig = Pick<Config, 'council' | 'localMode' | 'teams' | 'botOpenIdMetadata'>;

const ASK = 'Please ask the people who look after Beadle.';

export function chooseDoor(
  config: DoorConfig,
  { library, directories }: { library: Library; directories: ReadonlyMap<string, Directory> },
): DeskDoor {
  if (config.localMode) {
    const names = [...directories.keys()]
      .sort((a, b) => Number(b === config.council) - Number(a === config.council))
      .map((id) => [id, library.protocols.get(id)?.council.name ?? id] as const);
    return { opens: 'local', directories, names: new Map(names) };
  }
  const directory = directories.get(config.council);
  if (config.teams === null || directory === undefined) {
    return {
      opens: 'never',
      why: 'The desk needs Microsoft Teams, which says who you are. Here Beadle is not connected to Teams. In Slack, open Beadle under Apps and choose Home.',
    };
  }
  if (whyNoSignIn(config.teams) !== null) {
    return {
      opens: 'never',
      why: `Beadle cannot yet know who you are on this page. In the meantime, write to Beadle in your chat with it: cases shows what waits for you. ${ASK}`,
    };
  }
  const { appId, tenantId } = config.teams;
  return {
    opens: 'teams',
    council: config.council,
    directory,
    token: tokenSettings(appId, tenantId ?? '', config.botOpenIdMetadata),
  };
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Why nobody can be signed in by Teams, and what to do, for whoever runs Beadle; null where they can. */
export function whyNoSignIn({ appType, tenantId }: TeamsConfig): string | null {
  if (appType === 'UserAssignedMSI') {
    return 'a managed identity cannot sign people in: use a bot with MicrosoftAppPassword for it';
  }
  return tenantId !== null && GUID.test(tenantId)
    ? null
    : 'set MicrosoftAppTenantId to the id of your tenant, so that only its people are let in';
}

/** Microsoft's clouds, by where they keep the Bot Framework's keys: where they sign people in, and as whom in older tokens. */
const PUBLIC_CLOUD = { login: 'https://login.microsoftonline.com', older: 'https://sts.windows.net' };
const CLOUDS: Readonly<Record<string, { login: string; older: string }>> = {
  'login.botframework.com': PUBLIC_CLOUD,
  'login.botframework.azure.us': { ...PUBLIC_CLOUD, login: 'https://login.microsoftonline.us' },
  'login.botframework.azure.cn': {
    login: 'https://login.partner.microsoftonline.cn',
    older: 'https://sts.chinacloudapi.cn',
  },
};

/** One setting names the cloud: whoever is trusted to sign what Teams sends is trusted to sign people in. */
export function tokenSettings(
  appId: string,
  tenantId: string,
  botOpenIdMetadata: string | null,
): TokenSettings {
  const bot = botOpenIdMetadata === null ? null : new URL(botOpenIdMetadata);
  const cloud =
    bot === null ? PUBLIC_CLOUD : (CLOUDS[bot.hostname] ?? { ...PUBLIC_CLOUD, login: bot.origin });
  return {
    appId,
    tenantId,
    metadataUrl: `${cloud.login}/${tenantId}/v2.0/.well-known/openid-configuration`,
    olderIssuer: `${cloud.older}/${tenantId}/`,
  };
}
