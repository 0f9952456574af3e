/** Every route of Gwynedd's procedures, through its dialog in Teams: who receives it, what is said of it, what is due. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, openTeamsCouncil, type TeamsCouncil } from '../support/teams-council.ts';
import { expectPlainWords, type Values } from '../support/play.ts';
import { STAFF } from './gwynedd-staff.ts';

/** Who, in which dialog, with which answers; who is told, what they read and what is said before it is sent. */
type Row = {
  route: string;
  by: string;
  flow: string;
  screens: readonly Values[];
  told: readonly string[];
  says: RegExp;
  /** Said where the protocol names nobody. */
  offered?: true;
  due?: RegExp;
};

const WHAT = { what: 'A thing happened.', when: 'On Monday' };
const MEETING = { group: 'Labour', officer: emailOf('sam'), topic: 'Housing repairs', date: '2026-12-07' };

function complaint(about: string, way: Values = {}): Values[] {
  return [
    { about: emailOf(about) },
    { formality: 'informal', step: 'first', concerns: 'conduct', ...way },
    WHAT,
  ];
}

function pressure(about: string, kind: string): Values[] {
  return [
    { about: emailOf(about), kind },
    { ...WHAT, how: 'By phone. I said no.' },
  ];
}

const request = (why: Values): Values[] => [
  { what: 'The roof survey', form: 'documents', for: 'self', interest: 'none' },
  { why: 'For scrutiny', ...why },
];

const ROWS: readonly Row[] = [
  // A complaint about an employee.
  {
    route: 'officer-line-manager',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('olwen'),
    told: ['huw'],
    says: /to the line manager/,
  },
  {
    route: 'officer-line-manager',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('huw'),
    told: ['mair'],
    says: /to the line manager/,
  },
  {
    route: 'officer-line-manager',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('mair'),
    told: ['owain'],
    says: /to the line manager/,
  },
  {
    route: 'officer-line-manager',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('rhys'),
    told: ['helen'],
    says: /to the line manager/,
  },
  {
    route: 'officer-head-of-service',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('olwen', { formality: 'formal' }),
    told: ['mair'],
    says: /to the Head of Service or Director/,
  },
  {
    route: 'officer-head-of-service',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('sam', { step: 'further' }),
    told: ['owain'],
    says: /to the Head of Service or Director/,
  },
  {
    route: 'officer-other',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('olwen', { concerns: 'money' }),
    told: ['helen'],
    says: /names none for a concern about money/,
    offered: true,
  },
  {
    route: 'officer-director',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('owain'),
    told: ['helen'],
    says: /does not say who hears one about a Director/,
    offered: true,
  },
  {
    route: 'officer-chief-executive',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('elin'),
    told: ['helen'],
    says: /does not say who hears one about the Chief Executive/,
    offered: true,
  },
  {
    route: 'officer-monitoring-officer',
    by: 'carol',
    flow: 'complaint',
    screens: complaint('helen'),
    told: ['elin'],
    says: /does not say who hears a complaint about the Monitoring Officer/,
    offered: true,
  },
  // A complaint about a member.
  {
    route: 'member-head-of-service',
    by: 'olwen',
    flow: 'complaint',
    screens: complaint('gareth'),
    told: ['mair'],
    says: /to the Head of Service or Director/,
  },
  {
    route: 'member-head-of-service',
    by: 'olwen',
    flow: 'complaint',
    screens: complaint('carol'),
    told: ['mair'],
    says: /to the Head of Service or Director/,
  },
  {
    route: 'member-head-of-service',
    by: 'mair',
    flow: 'complaint',
    screens: complaint('gareth'),
    told: ['owain'],
    says: /to the Head of Service or Director/,
  },
  {
    route: 'member-director',
    by: 'olwen',
    flow: 'complaint',
    screens: complaint('gareth', { step: 'further' }),
    told: ['owain'],
    says: /to the Director/,
  },
  {
    route: 'member-local-resolution',
    by: 'olwen',
    flow: 'complaint',
    screens: complaint('gareth', { formality: 'formal' }),
    told: ['helen'],
    says: /local resolution procedure/,
  },
  {
    route: 'member-by-director',
    by: 'owain',
    flow: 'complaint',
    screens: complaint('anita'),
    told: ['helen'],
    says: /does not say whom a Director/,
    offered: true,
  },
  {
    route: 'member-by-director',
    by: 'elin',
    flow: 'complaint',
    screens: complaint('anita'),
    told: ['helen'],
    says: /does not say whom a Director/,
    offered: true,
  },
  {
    route: 'member-by-monitoring-officer',
    by: 'helen',
    flow: 'complaint',
    screens: complaint('anita'),
    told: ['elin'],
    says: /does not say whom the Monitoring Officer turns to/,
    offered: true,
  },
  // Pressure.
  {
    route: 'undue-pressure',
    by: 'olwen',
    flow: 'pressure',
    screens: pressure('gareth', 'judgement'),
    told: ['mair'],
    says: /consults their Head of Service/,
  },
  {
    route: 'serious',
    by: 'olwen',
    flow: 'pressure',
    screens: pressure('gareth', 'witness'),
    told: ['helen'],
    says: /This is urgent, and will be marked so/,
  },
  {
    route: 'on-director',
    by: 'owain',
    flow: 'pressure',
    screens: pressure('anita', 'duties'),
    told: ['helen'],
    says: /does not say whom a Director/,
    offered: true,
  },
  {
    route: 'on-monitoring-officer',
    by: 'helen',
    flow: 'pressure',
    screens: pressure('anita', 'judgement'),
    told: ['elin'],
    says: /does not say whom the Monitoring Officer turns to/,
    offered: true,
  },
  {
    route: 'on-monitoring-officer-serious',
    by: 'helen',
    flow: 'pressure',
    screens: pressure('anita', 'statutory'),
    told: ['elin'],
    says: /This is urgent, and will be marked so/,
    offered: true,
  },
  {
    route: 'lobbying',
    by: 'joan',
    flow: 'pressure',
    screens: pressure('olwen', 'lobbying'),
    told: ['helen'],
    says: /does not say whom a member tells/,
    offered: true,
  },
  {
    route: 'lobbying-monitoring-officer',
    by: 'joan',
    flow: 'pressure',
    screens: pressure('helen', 'colleagues'),
    told: ['elin'],
    says: /I suggest the Chief Executive/,
    offered: true,
  },
  // Group meetings.
  {
    route: 'attendance',
    by: 'carol',
    flow: 'group-meeting',
    screens: [{ meeting: 'political-group', assistant: 'no' }, MEETING],
    told: ['helen', 'sam'],
    says: /each attendance is registered/,
  },
  {
    route: 'attendance',
    by: 'sam',
    flow: 'group-meeting',
    screens: [
      { meeting: 'political-group', for: 'me', assistant: 'no' },
      { group: 'Labour', topic: 'Repairs', date: '2026-12-07' },
    ],
    told: ['helen'],
    says: /each attendance is registered/,
  },
  {
    route: 'ward-party',
    by: 'carol',
    flow: 'group-meeting',
    screens: [{ meeting: 'ward-party', assistant: 'no' }, MEETING],
    told: ['helen'],
    says: /does not say whether an employee may go/,
    offered: true,
  },
  // Information and enquiries.
  {
    route: 'request',
    by: 'joan',
    flow: 'information',
    screens: request({ officer: emailOf('sam') }),
    told: ['sam'],
    says: /A request goes to the employee who is named/,
    due: /Full reply or explained acknowledgement: due Fri 27 Nov \(5 working days left\)/,
  },
  {
    route: 'request',
    by: 'joan',
    flow: 'information',
    screens: request({ officer: '' }),
    told: ['helen'],
    says: /I suggest the Monitoring Officer/,
    due: /due Fri 27 Nov/,
  },
  {
    route: 'enquiry',
    by: 'joan',
    flow: 'enquiry',
    screens: [{ officer: emailOf('sam'), about: 'own', what: 'When is the roof mended?' }],
    told: ['sam'],
    says: /within five working days/,
    due: /due Fri 27 Nov/,
  },
  // Advice.
  {
    route: 'public-interest',
    by: 'joan',
    flow: 'escalate',
    screens: [{ matter: 'public-interest', what: 'May I tell the press?' }],
    told: ['helen'],
    says: /stays confidential/,
  },
  {
    route: 'public-interest-employee',
    by: 'olwen',
    flow: 'escalate',
    screens: [{ matter: 'public-interest', what: 'May I tell?' }],
    told: ['helen'],
    says: /is for members/,
    offered: true,
  },
  {
    route: 'group-difficulty',
    by: 'olwen',
    flow: 'escalate',
    screens: [{ matter: 'group-difficulty', what: 'They ask too much.' }],
    told: ['helen'],
    says: /names nobody to settle this/,
    offered: true,
  },
  {
    route: 'advice',
    by: 'helen',
    flow: 'escalate',
    screens: [{ matter: 'question', what: 'Who am I to ask?' }],
    told: ['tom'],
    says: /names nobody for questions of every kind/,
    offered: true,
  },
];

describe('every route of Gwynedd in Teams', () => {
  let gwynedd: TeamsCouncil;
  beforeAll(async () => {
    gwynedd = await openTeamsCouncil('gwynedd', STAFF);
  }, 30_000);
  afterAll(() => gwynedd.close());

  it.each(ROWS)(
    '$flow by $by takes the route $route to $told',
    async ({ route, by, flow, screens, told, says, offered, due }) => {
      const person = gwynedd.as(by);
      const summary = await person.fill(flow, screens);
      expect(summary).toMatch(says);
      expect(summary.includes('Your protocol names nobody for this. I can tell')).toBe(offered === true);
      expect(summary.includes('By when\nThe protocol sets no time for this.')).toBe(due === undefined);
      expect(await gwynedd.newPost()).toEqual([]);
      const receipt = await person.press(flow === 'group-meeting' ? 'Record it' : 'Send it');
      const reference = /Recorded: (GWY-2026-\d{4})/.exec(receipt)?.[1] ?? '';
      if (due) expect(receipt).toMatch(due);
      const letters = await gwynedd.newPost();
      expect(letters.map(({ to }) => to).sort()).toEqual([...told].sort());
      for (const { text } of letters) expect(text).toContain(reference);
      const kase = await gwynedd.world.withRegister((register) =>
        register.caseByReference('gwynedd', reference),
      );
      expect(kase?.route).toBe(route);
      for (const id of ['olwen', 'gareth', 'anita'].filter((each) => each !== by)) {
        if (!told.includes(id))
          expect(await gwynedd.as(id).choose(`case:${reference}`)).toBe(
            `I have no case ${reference} to show you.`,
          );
      }
    },
  );

  it('registers nothing for the political assistant, and says so before anything else is asked', async () => {
    const shown = await gwynedd
      .as('carol')
      .fill('group-meeting', [{ meeting: 'political-group', assistant: 'yes' }]);
    expect(shown).toMatch(
      /the political assistant is the one exception[\s\S]*Nothing was recorded and nobody was told/,
    );
    expect(await gwynedd.newPost()).toEqual([]);
  });

  it('lets no employee begin what is for members', async () => {
    for (const flow of ['information', 'enquiry']) {
      expect(await gwynedd.as('olwen').choose(`start:${flow}`)).toMatch(/members/);
    }
  });

  it('has said all of it in plain words, in the council’s own', () => {
    expectPlainWords(gwynedd.read, [/councillor/i]);
  });
});
