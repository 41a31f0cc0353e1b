/// <reference path="./module.d.ts" />
import dcmjs from 'dcmjs';

export default dcmjs;
