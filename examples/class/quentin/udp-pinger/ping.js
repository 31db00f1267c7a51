// node ping.js   -- pings for ever, stop it with Ctrl-C
const dgram = require('dgram');

const HOST = '23.81.0.59';
const PORT = 12000;
const client = dgram.createSocket('udp4');

let seq = 0;
let sentAt = 0;
let received = 0;
let timer = null;

function ping() {
  seq++;
  sentAt = process.hrtime.bigint();
  client.send(`Ping ${seq} ${new Date().toISOString()}`, PORT, HOST);
  timer = setTimeout(() => {
    console.log(`Ping ${seq}: Request timed out`);
    ping();
  }, 1000);
}

client.on('message', (msg, rinfo) => {
  clearTimeout(timer);
  const rtt = Number(process.hrtime.bigint() - sentAt) / 1e6;
  received++;
  console.log(`${msg.length} bytes from ${rinfo.address}: seq=${seq} time=${rtt.toFixed(2)} ms`);
  timer = setTimeout(ping, 1000);
});

process.on('SIGINT', () => {
  console.log(`${seq} sent, ${received} received`);
  process.exit(0);
});

ping();
