declare module 'dcmjs' {
  const dcmjs: import('./types').Dcmjs;
  export default dcmjs;
}
