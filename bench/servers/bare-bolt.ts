/** A Bolt app that only acknowledges: the least that answering Slack takes. */
import { App, LogLevel } from '@slack/bolt';

const { PORT = '0', SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = process.env;

const app = new App({
  signingSecret: SLACK_SIGNING_SECRET,
  token: SLACK_BOT_TOKEN,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.command('/protocol', ({ ack }) => ack());
await app.start({ port: Number(PORT), host: '127.0.0.1' });
// Without this no CPU profile would be written.
process.once('SIGTERM', () => process.exit(0));
