/** Reading the three bodies that Slack posts: JSON events, form-encoded commands, and form-encoded JSON interactions. */

export type RequestBody = Readonly<Record<string, unknown>>;

/** @returns the body as an object, or null where it is none of these */
export function parseRequestBody(body: Uint8Array, contentType: string | undefined): RequestBody | null {
  const text = decodeText(body);
  if (text === null || text === '') return null;
  switch (contentType?.split(';', 1)[0]?.trim().toLowerCase()) {
    case 'application/json':
      return parseObject(text);
    case 'application/x-www-form-urlencoded':
      return parseForm(text);
    default:
      return null;
  }
}

function parseForm(text: string): RequestBody | null {
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  if (payload !== null) return parseObject(payload);
  if (!form.has('command') && !form.has('ssl_check')) return null;
  return Object.fromEntries(form);
}

function parseObject(text: string): RequestBody | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as RequestBody) : null;
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeText(body: Uint8Array): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}
