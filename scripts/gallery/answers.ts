/** Fills in forms as people would: something sensible in every field. Pure. */
import type { Field, Form, FormValues } from '../../src/conversation/vocabulary.ts';

const LONG =
  'At the site meeting on Tuesday he told me twice, in front of two residents, to change the recommendation in my report before it goes to committee. I said I could not. He then said he would speak to my director.';
const SHORT = 'Town centre parking';

/**
 * @param variant which of the options to choose: the first, the second and so on
 * @param asker never chosen among people
 */
export function fillInUsually(form: Form, variant: number, asker: string): FormValues {
  return Object.fromEntries(form.fields.map((field) => [field.name, answerFor(field, variant, asker)]));
}

function answerFor(field: Field, variant: number, asker: string): string {
  const isWrong = field.error !== undefined;
  switch (field.type) {
    case 'text':
      return (field.multiline ? LONG : SHORT).slice(0, field.maxLength);
    // Some days must lie before today and some after it.
    case 'date':
      return isWrong ? '2026-11-16' : '2026-12-15';
    case 'choice':
      return field.options[variant % field.options.length]?.value ?? '';
    case 'person': {
      const others = field.options.filter(({ value }) => value !== asker);
      return others[(variant + (isWrong ? 1 : 0)) % Math.max(others.length, 1)]?.value ?? 'Alex Morgan';
    }
  }
}
