/** The Bot Framework's adapters: made once at the start, used for every request. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { ConnectorRefusal, readRetryAfter } from './connector-errors.ts';

/** How Beadle proves itself to Microsoft, and Microsoft to Beadle; without `appId` nobody proves anything. */
export type TeamsCredentials = {
  appId: string | null;
  appPassword: string | null;
  /** MultiTenant, SingleTenant or UserAssignedMSI. */
  appType: string | null;
  tenantId: string | null;
  /** Where the keys of Microsoft's tokens are; null for the public cloud. */
  openIdMetadata: string | null;
};

/** The public cloud's addresses, as botframework-connector has them. */
const PUBLIC_CLOUD = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  CallerId: 'urn:botframework:azure',
  ValidateAuthority: true,
} as const;

/** For whom the tokens are that Beadle shows to Teams. */
export const TEAMS_AUDIENCE = PUBLIC_CLOUD.ToChannelFromBotOAuthScope;

/** Long enough for a slow day at Microsoft, short enough for Teams, which waits 15 seconds for a turn. */
const SEND_WITHIN_MS = 6_000;

/**
 * The SDK's own request handler prints errors to the console and sends their messages to the client; this one
 * only does the Bot Framework's part, and leaves HTTP to the channel.
 */
export class TurnAdapter extends CloudAdapter {
  /** Runs `logic` for the activity. Rejects where the sender cannot be authenticated. */
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

/** For answers to what people send: the SDK tries again by itself where Microsoft is busy. */
export function createTurnAdapter(credentials: TeamsCredentials): TurnAdapter {
  return new TurnAdapter(new SharingAuthentication(configure(credentials)));
}

/**
 * For messages that Beadle sends first: one attempt, within a time, and the refusal told as it is, because the
 * outbox is what tries again. The SDK's own repeats would send twice and hide when to come back.
 */
export function createOutgoingAdapter(credentials: TeamsCredentials, now: () => Date): CloudAdapter {
  return new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(configure(credentials), undefined, undefined, undefined, {
      httpClient: createSingleTryClient(now),
    }),
  );
}

type CreateConnector = ReturnType<
  ConfigurationBotFrameworkAuthentication['createConnectorFactory']
>['create'];
type Connector = ReturnType<CreateConnector>;

/** Microsoft has one service address a region, so a few are all there are; a made-up one must not fill the memory. */
const MAX_CONNECTORS = 20;

/**
 * The SDK builds two HTTP clients for every activity, which is a good part of all the work of an answer. They hold
 * nothing of the activity, so here they are built once and shared.
 */
class SharingAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Connector>();
  #userTokenClient: ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> | null =
    null;

  override async authenticateRequest(
    ...request: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']> {
    const result = await super.authenticateRequest(...request);
    const factory = result.connectorFactory;
    if (factory !== undefined) {
      const create = factory.create.bind(factory);
      factory.create = (url, audience) => this.#share(create, url, audience);
    }
    return result;
  }

  override createUserTokenClient(
    ...identity: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']> {
    this.#userTokenClient ??= super.createUserTokenClient(...identity).catch((error: unknown) => {
      this.#userTokenClient = null;
      throw error;
    });
    return this.#userTokenClient;
  }

  #share(create: CreateConnector, serviceUrl: string, audience: string | undefined): Connector {
    const key = JSON.stringify([serviceUrl, audience]);
    const known = this.#connectors.get(key);
    if (known !== undefined) return known;
    if (this.#connectors.size >= MAX_CONNECTORS) this.#connectors.clear();
    const connector = create(serviceUrl, audience).catch((error: unknown) => {
      this.#connectors.delete(key);
      throw error;
    });
    this.#connectors.set(key, connector);
    return connector;
  }
}

type AuthenticationArguments = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;
type BotConfiguration = NonNullable<AuthenticationArguments[0]>;
type HttpClient = NonNullable<NonNullable<AuthenticationArguments[4]>['httpClient']>;
type HttpResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;

function configure(credentials: TeamsCredentials): BotConfiguration {
  const { appId, appPassword, appType, tenantId, openIdMetadata } = credentials;
  return {
    ...(appId === null ? {} : { MicrosoftAppId: appId }),
    ...(appPassword === null ? {} : { MicrosoftAppPassword: appPassword }),
    ...(appType === null ? {} : { MicrosoftAppType: appType }),
    ...(tenantId === null ? {} : { MicrosoftAppTenantId: tenantId }),
    // One address of one's own makes the SDK take all as given, so that the others would be missing.
    ...(openIdMetadata === null
      ? {}
      : { ...PUBLIC_CLOUD, ToBotFromChannelOpenIdMetadataUrl: openIdMetadata }),
  };
}

function createSingleTryClient(now: () => Date): HttpClient {
  return {
    sendRequest: async (request) => {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJson({ preserveCase: true }),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
        signal: AbortSignal.timeout(SEND_WITHIN_MS),
      });
      const bodyAsText = await response.text();
      if (!response.ok) {
        throw new ConnectorRefusal(
          response.status,
          readRetryAfter(response.headers.get('retry-after'), now()),
        );
      }
      return {
        request,
        status: response.status,
        headers: copyHeaders(request.headers, response.headers),
        bodyAsText,
      } satisfies HttpResponse;
    },
  };
}

/** The SDK has its own class for headers and does not export it: an empty copy of the request's will do. */
function copyHeaders(model: HttpResponse['headers'], from: Headers): HttpResponse['headers'] {
  const headers = model.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of from) headers.set(name, value);
  return headers;
}
