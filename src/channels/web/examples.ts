/** Questions to begin with, by who is asking; every council's protocol has something to say to most of them. */
export const EXAMPLES = {
  officer: [
    'Can I attend the Labour group meeting?',
    'A councillor keeps phoning me at home',
    'My sister has just been elected as a councillor',
    'Can I share what one councillor told me with another?',
  ],
  member: [
    'Can I ask an officer to come to our group meeting?',
    'My brother works in Planning. Do I have to tell anyone?',
    'What may I see about a case in my ward?',
    'An officer was rude to me. How do I complain?',
  ],
} as const;
