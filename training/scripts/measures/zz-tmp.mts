import fs from 'node:fs';
import { measurePhantom } from './phantom-clip-measures';
const [from,to]=[+process.argv[2],+process.argv[3]];
for(let i=from;i<to;i++){const {measures:m,truth,planeEf}=measurePhantom({seed:1,index:i},{seconds:2,frameTimeMs:33,step:2.5});
fs.appendFileSync('/tmp/meas/ph.jsonl',JSON.stringify({i,kind:m.beats.kind,ef:m.measures?.efPercent,edv:m.measures?.edVolume,esv:m.measures?.esVolume,la:m.measures?.atrium?.volumeAreaLength,planeEf,t:truth})+'\n');}
