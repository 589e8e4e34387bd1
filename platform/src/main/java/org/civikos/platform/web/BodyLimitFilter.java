package org.civikos.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * Refuses bodies that are too large with 413: at once where the length is announced, and at the first byte too many where
 * it is not. The server reads on for a while behind the answer (server.tomcat.max-swallow-size), so that the client gets it.
 */
class BodyLimitFilter extends OncePerRequestFilter {

    /** The body had more bytes than are allowed. */
    static final class BodyTooLargeException extends IOException {
        BodyTooLargeException() {
            super("The body is too large");
        }
    }

    private final WebProperties properties;
    private final ProblemWriter writer;

    BodyLimitFilter(WebProperties properties, ProblemWriter writer) {
        this.properties = properties;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean upload = type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
        long limit = upload ? properties.maxUpload().toBytes() : properties.maxBody().toBytes();
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            writer.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
            return;
        }
        // A multipart body is read by the server itself, which has the same limit.
        chain.doFilter(announced >= 0 || upload ? request : new Limited(request, limit), response);
    }

    /** Whether the failure comes from a limit of ours or of the server's. */
    static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException || cause.getClass().getSimpleName().contains("SizeLimitExceeded")
                    || cause instanceof MaxUploadSizeExceededException) {
                return true;
            }
        }
        return false;
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limit);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(getInputStream(),
                    encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream stream;
        private long left;

        LimitedStream(ServletInputStream stream, long limit) {
            this.stream = stream;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = stream.read();
            if (read >= 0) {
                take(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = stream.read(bytes, offset, length);
            if (read > 0) {
                take(read);
            }
            return read;
        }

        private void take(int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new BodyTooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
