const { execFileSync } = require('node:child_process');
const path = require('node:path');

/** The tests run the kernels, so these are compiled first. */
module.exports = () => {
  const script = path.join(__dirname, 'scripts/build-kernels.mjs');
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
};
