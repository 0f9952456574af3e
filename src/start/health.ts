/** `GET /healthz`: alive, and what is on. `GET /readyz`: whether the register can be written. */
import { Router } from 'express';
import type { Config } from '../config.ts';
import { codeOf, type Beadle } from './beadle.ts';
import { whyNoSignIn } from './desk.ts';

export function createHealth(beadle: Beadle, config: Config): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({
      status: 'ok',
      council: config.council,
      channels: {
        slack: config.slack === null ? 'off' : config.slack.appToken === null ? 'http' : 'socket',
        teams: config.teams === null ? (config.localMode ? 'local' : 'off') : 'on',
        web: config.localMode ? 'local' : 'off',
      },
      desk: deskState(config),
    });
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await beadle.register.checkWritable(beadle.clock.now().toISOString());
      response.json({ status: 'ready' });
    } catch (error) {
      response.status(503).json({ status: 'not-ready', register: codeOf(error) });
    }
  });
  return router;
}

function deskState({ teams, localMode }: Config): 'local' | 'teams' | 'off' {
  if (localMode) return 'local';
  return teams !== null && whyNoSignIn(teams) === null ? 'teams' : 'off';
}
