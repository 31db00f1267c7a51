import java.net.*;
import java.util.Random;

/** Answers pings and loses some of them. Usage: java PingServer port */
public class PingServer {
    private static final double LOSS_RATE = 0.3;
    private static final int AVERAGE_DELAY = 10; // milliseconds

    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.out.println("Required arguments: port");
            return;
        }
        int port = Integer.parseInt(args[0]);
        Random random = new Random();
        DatagramSocket socket = new DatagramSocket(port);
        while (true) {
            DatagramPacket request = new DatagramPacket(new byte[1024], 1024);
            socket.receive(request);
            String line = new String(request.getData(), 0, request.getLength());
            System.out.println("Received from " + request.getAddress().getHostAddress() + ": " + line);
            if (random.nextDouble() < LOSS_RATE) {
                System.out.println("   Reply not sent.");
                continue;
            }
            Thread.sleep((int) (random.nextDouble() * 2 * AVERAGE_DELAY));
            socket.send(new DatagramPacket(request.getData(), request.getLength(),
                    request.getAddress(), request.getPort()));
            System.out.println("   Reply sent.");
        }
    }
}
