const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const { createContext } = vm;

/**
 * Jest's environment for Node in a context with an ordinary global object. In the context that Jest
 * makes, every use of a global (`Math`, `Float32Array`) goes through an interceptor, which makes
 * number work four times as slow. Jest has no setting for this, so the call that makes the context
 * is replaced while the environment is constructed.
 */
module.exports = class NodeEnvironment extends TestEnvironment {
  constructor(config, context) {
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
};
