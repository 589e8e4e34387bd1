package org.civikos.consultation.structure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSParser;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.civikos.consultation.structure.UnreadableDocument.Reason;

/**
 * Opens a PDF so that no stream in it unfolds beyond a bound: the library unfolds each one as a whole in memory, be it a page, a font, a table or a picture.
 * Each is measured before, without being kept.
 */
final class BoundedPdf extends PDFParser {
    /** Bytes of a page, font or table. */
    private static final long STREAM = 24L * 1024 * 1024;
    /** Bytes of a picture: a page of A3 in colour at 300 dots an inch has 52 MB. */
    private static final long PICTURE = 64L * 1024 * 1024;
    /** What only pictures are packed with; it is bound by their size. */
    private static final Set<COSName> OF_PICTURES = Set.of(COSName.DCT_DECODE, COSName.DCT_DECODE_ABBREVIATION, COSName.JPX_DECODE, COSName.CCITTFAX_DECODE, COSName.CCITTFAX_DECODE_ABBREVIATION,
            COSName.JBIG2_DECODE);

    private BoundedPdf(byte[] content, Deadline deadline, RandomAccessStreamCache.StreamCacheCreateFunction cache) throws IOException {
        super(new Watched(content, deadline), "", null, null, cache);
        document.close();
        document = new Streams(cache, this, deadline);
    }

    /** @throws Deadline.Refused also later, from whatever reads one of its streams */
    static PDDocument load(byte[] content, Deadline deadline) throws IOException {
        return new BoundedPdf(content, deadline, IOUtils.createMemoryOnlyStreamCache()).parse();
    }

    /** Unfolded bytes of a stream. */
    static long size(COSStream stream) throws IOException {
        return stream instanceof Stream bounded ? bounded.measured() : stream.getLength();
    }

    /** The file itself: while its tables are read there is nobody else to ask for the time. */
    private static final class Watched extends RandomAccessReadBuffer {
        private final Deadline deadline;
        private int reads;

        Watched(byte[] content, Deadline deadline) {
            super(content);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            watch();
            return super.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            watch();
            return super.read(to, offset, length);
        }

        private void watch() {
            if ((++reads & 16_383) == 0) {
                deadline.hold();
            }
        }
    }

    private static final class Streams extends COSDocument {
        private final ICOSParser parser;
        private final RandomAccessStreamCache cache;
        private final Deadline deadline;

        Streams(RandomAccessStreamCache.StreamCacheCreateFunction cache, ICOSParser parser, Deadline deadline) throws IOException {
            super(cache, parser);
            this.parser = parser;
            this.cache = cache.create();
            this.deadline = deadline;
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            Stream stream = new Stream(cache, parser, start, length, deadline);
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }
    }

    private static final class Stream extends COSStream {
        private final Deadline deadline;
        private long size = -1;

        Stream(RandomAccessStreamCache cache, ICOSParser parser, long start, long length, Deadline deadline) throws IOException {
            super(cache, parser.createRandomAccessReadView(start, length));
            this.deadline = deadline;
        }

        @Override
        public COSInputStream createInputStream(DecodeOptions options) throws IOException {
            measured();
            return super.createInputStream(options);
        }

        @Override
        public RandomAccessRead createView() throws IOException {
            measured();
            return super.createView();
        }

        long measured() throws IOException {
            if (size < 0) {
                size = measure();
            }
            return size;
        }

        private long measure() throws IOException {
            COSBase filters = getFilters();
            List<? extends COSBase> layers = filters instanceof COSArray array ? array.toList() : filters == null ? List.of() : List.of(filters);
            InputStream in = createRawInputStream();
            long last = getLength();
            for (int layer = 0; layer < layers.size() && !(layers.get(layer) instanceof COSName name && OF_PICTURES.contains(name)); layer++) {
                if (!(layers.get(layer) instanceof COSName name)) {
                    break;
                }
                boolean kept = layer + 1 < layers.size();
                Bound out = new Bound(COSName.IMAGE.equals(getCOSName(COSName.SUBTYPE)) ? PICTURE : STREAM, kept ? new ByteArrayOutputStream() : OutputStream.nullOutputStream(), deadline);
                try (InputStream packed = in) {
                    FilterFactory.INSTANCE.getFilter(name).decode(packed, out, this, layer);
                }
                last = out.written;
                in = kept ? new ByteArrayInputStream(((ByteArrayOutputStream) out.to).toByteArray()) : InputStream.nullInputStream();
            }
            in.close();
            return last;
        }
    }

    private static final class Bound extends OutputStream {
        private final long most;
        private final OutputStream to;
        private final Deadline deadline;
        private long written;
        private long asked;

        Bound(long most, OutputStream to, Deadline deadline) {
            this.most = most;
            this.to = to;
            this.deadline = deadline;
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            to.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            count(length);
            to.write(from, offset, length);
        }

        private void count(int bytes) {
            written += bytes;
            if (written > most) {
                throw new Deadline.Refused(new UnreadableDocument(Reason.ZIP_BOMB, "The file unpacks to far more than an act can hold."));
            }
            if (written - asked > 1 << 20) {
                asked = written;
                deadline.hold();
            }
        }
    }
}
