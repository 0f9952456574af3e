/** Words of distress and danger, as people write them, and what only sounds like them. */
import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../src/start/library.ts';
import { loadLibrary } from '../../src/protocol/load.ts';
import { createLanguageReader } from '../../src/understanding/languages.ts';
import { createUrgentReader } from '../../src/understanding/urgent.ts';

const { taxonomy } = loadLibrary(PROTOCOLS);
const { urgent, languages } = taxonomy;
if (!urgent || !languages) throw new Error('the words of distress or the languages are not there');
const readUrgent = createUrgentReader(urgent);
const readLanguage = createLanguageReader(languages);

const DESPAIR = [
  'I feel suicidal',
  'im suicidal',
  'I am SUICIDAL!!!',
  'feeling sucidal',
  'I have been having suicidal thoughts since the meeting',
  'I want to kill myself',
  'thinking of killing myself',
  'I think about killing myself to end the pain',
  'I want to end my life',
  'i just want to end it all',
  'I want to die',
  'wanna die',
  'I wish I was dead',
  'everyone would be better off without me',
  'I don’t want to live',
  "I don't want to be here any more",
  'there is no reason to live',
  "I can't go on",
  "I can't go on like this",
  "I can't take it any more",
  "I can't cope",
  "I can't cope any longer, he shouts at me every day",
  'I self-harm',
  'I have started self harming again',
  'I want to hurt myself',
  'I cut myself last night because of what he said',
  'I hate my life',
  'I took an overdose',
  'I feel hopeless',
  'I see no way out',
  'my colleague says she wants to die',
  'Dw i eisiau marw',
  'Dwi isio marw',
  'Rwy’n meddwl am hunanladdiad',
  'Rydw i eisiau lladd fy hun',
  'dw i ddim eisiau byw',
  'dwi methu ymdopi',
  'Rwyf wedi niweidio fy hun',
];

const DANGER = [
  'I fear for my safety',
  'I am scared for my safety at the surgery',
  "I don't feel safe",
  'I do not feel safe near him',
  'I am being stalked by a councillor',
  'Cllr Hughes is stalking me',
  'a councillor keeps following me home',
  'he is waiting outside my house',
  'he threatened to kill me',
  'She said she would kill me',
  'a councillor sent me death threats',
  'he is hitting me',
  'he threatened to hit me',
  'an officer threatened me with violence',
  'the councillor is getting violent',
  'I was sexually assaulted by a councillor',
  'he has a knife',
  'I will kill you',
  'I am in danger',
  'Mae cynghorydd yn fy stelcio',
  'Rwy’n ofni am fy niogelwch',
  'Dw i mewn perygl',
];

const NEITHER = [
  'this report is killing me',
  'the by-election will kill us',
  'my boss will kill me if this is late',
  'she is going to kill me when she sees this',
  'I am dying for a coffee',
  'what is the deadline for the report?',
  'who pays death in service?',
  'voting for that would be political suicide',
  'that motion is career suicide for me as an officer',
  'can a councillor see the suicide prevention strategy?',
  'I nearly died of embarrassment at that meeting',
  'I wanted to die of embarrassment',
  'I was killing myself laughing',
  'I am killing myself to finish this report',
  'I cannot cope with the number of emails from Cllr Hughes',
  "we can't cope with all these enquiries",
  'the service cannot cope',
  'I would rather die than go to that group meeting',
  'the meeting cannot go on without a quorum',
  'the budget cuts hit me hard',
  'it hit me that I had not declared it',
  'he attacked me in the press',
  'Cllr Shah shot down my proposal',
  'they are going to kill the bill',
  'can I kill the agenda item?',
  'the deputation murdered my policy',
  'teams keeps kicking me out',
  'we are in danger of missing the deadline',
  'is it safe to say yes?',
  'a report on sexual assault referral centres is due',
  'knife crime is on the agenda, may I brief the group?',
  'is stalking harassment under the protocol?',
  'what counts as violence?',
  'I may cut myself off from the group',
  'could I do the grass cutting myself?',
  'he was born to run and run, can he still chair?',
  'dead line for replies to members',
  'can I follow him on Facebook?',
  'may he come to my house for a ward visit?',
  'she put me under pressure to change my report',
  'A councillor bullied me',
  'Strategaeth atal hunanladdiad',
];

describe('words of distress and danger', () => {
  it.each(DESPAIR)('hears despair in "%s"', (text) => {
    expect(readUrgent(text)?.matter.id).toBe('despair');
  });

  it.each(DANGER)('hears danger in "%s"', (text) => {
    expect(readUrgent(text)?.matter.id).toBe('danger');
  });

  it.each(NEITHER)('hears neither in "%s"', (text) => {
    expect(readUrgent(text)).toBeNull();
  });

  it('hears it in the middle of a long message, where it is plainly said', () => {
    const text = `${'He shouts at me at every meeting. '.repeat(30)} I want to kill myself. ${'It goes on and on. '.repeat(30)}`;
    expect(readUrgent(text)?.matter.id).toBe('despair');
  });

  it('says in Welsh what is said in Welsh', () => {
    expect(readUrgent('Dw i eisiau marw')?.inOwnLanguage).toContain('116 123');
    expect(readUrgent('I want to die')?.inOwnLanguage).toBeNull();
  });

  it('knows where somebody’s conduct is spoken of', () => {
    expect(readUrgent('I feel suicidal')?.isConduct).toBe(false);
    expect(readUrgent('I feel suicidal because a councillor bullies me')?.isConduct).toBe(true);
    expect(readUrgent('I am being stalked')?.isConduct).toBe(true);
  });

  it('gives every matter its numbers', () => {
    for (const { points, languages: others } of urgent.matters) {
      const said = points.join(' ');
      for (const number of ['999', '116 123', '111']) expect(said).toContain(number);
      for (const { say } of others) expect(say).toContain('999');
    }
  });
});

describe('other languages', () => {
  it.each([
    ['cy', 'Mae cynghorydd wedi bod yn bwlio fi'],
    ['cy', 'A gaf i fynd i gyfarfod grŵp Plaid Cymru?'],
    ['cy', 'Rwyf eisiau gwneud cwyn am gynghorydd'],
    ['cy', 'Mae Cllr Hughes wedi gweiddi arna i eto'],
    ['cy', 'cwyn'],
    ['cy', 'Diolch, ond mae cynghorydd yn bwlio fi'],
    ['pl', 'Czy moge zlozyc skarge na radnego?'],
    ['fr', 'Je veux porter plainte contre un conseiller'],
    ['es', 'Quiero presentar una queja contra un concejal'],
    ['de', 'Ich möchte eine Beschwerde über einen Councillor einreichen'],
  ])('knows %s in "%s"', (id, text) => {
    expect(readLanguage(text)?.language?.id).toBe(id);
  });

  it('knows other letters than ours', () => {
    expect(readLanguage('Меня травит депутат')).toMatchObject({ language: null });
    expect(readLanguage('مجھے ایک کونسلر تنگ کر رہا ہے')).toMatchObject({ language: null });
  });

  it.each([
    'hi',
    'Can I go to the Plaid Cymru group meeting?',
    'may Cllr Dafydd ap Huw come to the cyfarfod?',
    'a mayor who is a bore and dim',
    'yes please do',
    'no',
    '7.2',
    'Who do I go to?',
    'my son is on the committee',
    'I am at Cyngor Gwynedd',
  ])('takes "%s" for English', (text) => {
    expect(readLanguage(text)).toBeNull();
  });
});
