/** The Bot Framework's echo bot, as its samples have it: the least that answering Teams takes. */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';

const { PORT = '0' } = process.env;

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await next();
});

const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) =>
  adapter.process(request, response, (context) => bot.run(context)),
);
app.listen(Number(PORT), '127.0.0.1');
// Without this no CPU profile would be written.
process.once('SIGTERM', () => process.exit(0));
