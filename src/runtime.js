/** Plain JavaScript, so that even a Node.js that cannot read TypeScript can say why it will not do. */

const OLDEST = 24;

/**
 * @param {string} version as in process.versions.node
 * @returns {string | null} one sentence to show before giving up, or null where the version will do
 */
export function refuseRuntime(version) {
  const major = Number(version.split('.')[0]);
  if (major >= OLDEST) return null;
  return `Beadle needs Node.js ${OLDEST} or newer, but this is Node.js ${version}: run "npm ci" and then "npm start", which bring and use the right one.`;
}
