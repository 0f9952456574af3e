/** `GET /healthz`: alive, and what the start report says is on or off. `GET /readyz`: whether the register can be written. */
import { Router } from 'express';
import type { Config } from '../config.ts';
import { codeOf, type Beadle } from './beadle.ts';
import type { ServedCouncils } from './councils.ts';
import { listServices, type Service } from './services.ts';

export function createHealth(
  { register, clock }: Pick<Beadle, 'register' | 'clock'>,
  config: Config,
  { directories }: Pick<ServedCouncils, 'directories'>,
): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    const { web, desk, slack, teams } = listServices(config);
    const services = { web, desk, slack, teams };
    response.json({
      status: 'ok',
      council: config.council,
      councils: [...directories.keys()].sort(),
      channels: { slack: slack.state, teams: teams.state, web: web.state },
      desk: desk.state,
      at: pick(services, ({ at }) => at),
      turnOn: pick(services, ({ turnOn }) => turnOn),
    });
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await register.checkWritable(clock.now().toISOString());
      response.json({ status: 'ready' });
    } catch (error) {
      response.status(503).json({ status: 'not-ready', register: codeOf(error) });
    }
  });
  return router;
}

/** One thing about each service of which there is one to tell. */
function pick(
  services: Readonly<Record<string, Service>>,
  read: (service: Service) => string | null,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) => {
      const value = read(service);
      return value === null ? [] : [[name, value]];
    }),
  );
}
