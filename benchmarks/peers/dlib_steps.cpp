// The peer of `-- steps` in dlib: runs steps of a dense network, or of one of three with convolutions, on request, so that the harness can interleave rounds
// with other engines.
//
// Install:  apt-get install g++ libdlib-dev libopenblas-dev        (Debian 12: dlib 19.24)
// The tensor code itself is in Debian's libdlib, compiled by Debian; the templates are compiled here.
// Build:    g++ -O3 -march=native -std=c++17 dlib_steps.cpp -o dlib_steps -ldlib -lopenblas        (the harness does this)
//
// Protocol, one line each: first, unasked, `ready DESCRIPTION`.
//   open train|predict adam|sgd|none softmax|mse BATCH LAYERS   ->  `ok` or `skipped REASON`
//   run STEPS                                                   ->  `WALL CPU`, nanoseconds for all of the steps, of the clock and of the thread
//
// LAYERS are widths (784-128-10), whose hidden layers are ReLU, or one of the texts below. The data is in dlib's tensors before the clock starts, four random batches in turn. A step is forward, loss, backward and
// update by the network's own methods, without dnn_trainer's thread. Weight decay is off, as with the others. One thread (OPENBLAS_NUM_THREADS=1).

#include <array>
#include <ctime>
#include <iostream>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <dlib/dnn.h>
#include <dlib/revision.h>

using namespace dlib;

namespace
{
constexpr int batches = 4;
constexpr double learning_rate = 1e-5;

long long nanoseconds(clockid_t clock)
{
    timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

template <long outputs, typename below> using hidden = relu<fc<outputs, below>>;
using entry = input<matrix<float>>;

// Widths are set at run time; the template's are only a start.
using layers1 = fc<1, entry>;
using layers2 = fc<1, hidden<1, entry>>;
using layers3 = fc<1, hidden<1, hidden<1, entry>>>;
using layers4 = fc<1, hidden<1, hidden<1, hidden<1, entry>>>>;

// The networks with convolutions, whose layers are types: LeNet-5, a small one after VGG, and convolutions of signals.
template <long filters, long height, long width, int down, int right, typename below>
using convolution = relu<add_layer<con_<filters, height, width, 1, 1, down, right>, below>>;
template <long filters, typename below>
using vgg_block = max_pool<2, 2, 2, 2, convolution<filters, 3, 3, 1, 1, convolution<filters, 3, 3, 1, 1, below>>>;

using lenet_images = max_pool<2, 2, 2, 2, convolution<16, 5, 5, 0, 0, max_pool<2, 2, 2, 2, convolution<6, 5, 5, 2, 2, entry>>>>;
using lenet = fc<10, relu<fc<84, relu<fc<120, lenet_images>>>>>;
using vgg = fc<10, relu<fc<128, vgg_block<64, vgg_block<32, input<std::array<matrix<float>, 3>>>>>>>;
using signal_layers = fc<5, max_pool<1, 2, 1, 2, convolution<32, 1, 5, 0, 2, convolution<16, 1, 5, 0, 2, entry>>>>;

const std::string lenet_text =
    "1x28x28;Conv2D(6,5,Padding=2);Relu;MaxPool2D(2);Conv2D(16,5);Relu;MaxPool2D(2);Flatten;Dense(120);Relu;Dense(84);Relu;Dense(10)";
const std::string vgg_text =
    "3x32x32;Conv2D(32,3,Padding=1);Relu;Conv2D(32,3,Padding=1);Relu;MaxPool2D(2);"
    "Conv2D(64,3,Padding=1);Relu;Conv2D(64,3,Padding=1);Relu;MaxPool2D(2);Flatten;Dense(128);Relu;Dense(10)";
const std::string signal_text = "1x128;Conv1D(16,5,Padding=2);Relu;Conv1D(32,5,Padding=2);Relu;MaxPool1D(2);Flatten;Dense(5)";

// An example of random numbers.
template <typename generator> void fill(matrix<float>& image, long height, long width, generator&& next)
{
    image.set_size(height, width);
    for (auto& value : image)
        value = next();
}

template <typename generator> void fill(std::array<matrix<float>, 3>& image, long height, long width, generator&& next)
{
    for (auto& channel : image)
        fill(channel, height, width, next);
}

// The layers of a loss network from the top: loss, fc, then relu and fc in turn.
template <size_t dense, size_t index, typename network> void set_widths(network& net, const std::vector<long>& widths)
{
    if constexpr (index < dense)
    {
        layer<1 + 2 * index>(net).layer_details().set_num_outputs(widths[dense - index]);
        set_widths<dense, index + 1>(net, widths);
    }
}

struct work
{
    virtual ~work() = default;
    virtual void step(int number) = 0;
};

template <typename network, typename label, typename solver> struct network_work : work
{
    network net;
    std::vector<solver> solvers;
    std::vector<resizable_tensor> inputs{batches};
    std::vector<std::vector<label>> labels{batches};
    std::vector<std::vector<typename network::input_type>> examples{batches};
    bool predicts;

    network_work(long height, long width, long classes, long batch, bool predicts, const solver& prototype)
        : solvers(network::num_computational_layers, prototype), predicts(predicts)
    {
        std::mt19937 random(1);
        std::normal_distribution<float> normal;
        const auto next = [&] { return normal(random); };
        for (int i = 0; i < batches; i++)
        {
            std::vector<typename network::input_type> rows(batch);
            for (auto& row : rows)
            {
                fill(row, height, width, next);
                if constexpr (std::is_same_v<label, float>)
                    labels[i].push_back(next());
                else
                    labels[i].push_back(random() % classes);
            }
            examples[i] = std::move(rows);
        }
    }

    // To be called when the network has its widths: the data goes into tensors.
    void prepare()
    {
        for (int i = 0; i < batches; i++)
            net.to_tensor(examples[i].begin(), examples[i].end(), inputs[i]);
        examples.clear();
    }

    void step(int number) override
    {
        if (predicts)
        {
            net.subnet().forward(inputs[number]);
            return;
        }
        net.compute_loss(inputs[number], labels[number].begin());
        net.back_propagate_error(inputs[number]);
        net.update_parameters(make_sstack(solvers), learning_rate);
    }
};

template <typename network, size_t dense, typename label, typename solver>
std::unique_ptr<work> make_dense(const std::vector<long>& widths, long batch, bool predicts, const solver& prototype)
{
    auto made = std::make_unique<network_work<network, label, solver>>(widths.front(), 1, widths.back(), batch, predicts, prototype);
    set_widths<dense, 0>(made->net, widths);
    made->prepare();
    return made;
}

template <typename layers, size_t dense>
std::unique_ptr<work> make(const std::string& kind, const std::string& optimizer, const std::string& loss, long batch, const std::vector<long>& widths)
{
    const bool predicts = kind == "predict";
    const adam adam_rule(0, 0.9f, 0.999f);
    const sgd sgd_rule(0, 0);
    if (loss == "mse")
    {
        using network = loss_mean_squared<layers>;
        if (optimizer == "sgd")
            return make_dense<network, dense, float>(widths, batch, predicts, sgd_rule);
        return make_dense<network, dense, float>(widths, batch, predicts, adam_rule);
    }
    using network = loss_multiclass_log<layers>;
    if (optimizer == "sgd")
        return make_dense<network, dense, unsigned long>(widths, batch, predicts, sgd_rule);
    return make_dense<network, dense, unsigned long>(widths, batch, predicts, adam_rule);
}

// Adam, under the softmax.
template <typename layers> std::unique_ptr<work> make_images(long height, long width, long classes, const std::string& kind, long batch)
{
    using network = loss_multiclass_log<layers>;
    auto made = std::make_unique<network_work<network, unsigned long, adam>>(height, width, classes, batch, kind == "predict", adam(0, 0.9f, 0.999f));
    made->prepare();
    return made;
}

std::unique_ptr<work> open(std::istringstream& words, std::string& reason)
{
    std::string kind, optimizer, loss, text;
    long batch;
    words >> kind >> optimizer >> loss >> batch >> text;
    if (text == lenet_text)
        return make_images<lenet>(28, 28, 10, kind, batch);
    if (text == vgg_text)
        return make_images<vgg>(32, 32, 10, kind, batch);
    if (text == signal_text)
        return make_images<signal_layers>(1, 128, 5, kind, batch);
    std::vector<long> widths;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, '-');)
        widths.push_back(std::stol(part));
    if (loss == "mse" && widths.back() != 1)
    {
        reason = "dlib's mean squared error takes one output";
        return nullptr;
    }
    switch (widths.size())
    {
    case 2: return make<layers1, 1>(kind, optimizer, loss, batch, widths);
    case 3: return make<layers2, 2>(kind, optimizer, loss, batch, widths);
    case 4: return make<layers3, 3>(kind, optimizer, loss, batch, widths);
    case 5: return make<layers4, 4>(kind, optimizer, loss, batch, widths);
    }
    reason = "this file has networks of one to four dense layers, and three with convolutions";
    return nullptr;
}
}

int main()
{
    std::cout << "ready dlib " << DLIB_MAJOR_VERSION << '.' << DLIB_MINOR_VERSION << ", Debian's library, templates -O3 -march=native, 1 thread" << std::endl;
    std::unique_ptr<work> current;
    for (std::string line; std::getline(std::cin, line);)
    {
        std::istringstream words(line);
        std::string command, reason;
        words >> command;
        if (command == "open")
        {
            current.reset();
            current = open(words, reason);
            std::cout << (current ? "ok" : "skipped " + reason) << std::endl;
        }
        else if (command == "run")
        {
            int steps;
            words >> steps;
            const long long wall = nanoseconds(CLOCK_MONOTONIC), cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
            for (int i = 0; i < steps; i++)
                current->step(i % batches);
            const long long cpu_end = nanoseconds(CLOCK_THREAD_CPUTIME_ID), wall_end = nanoseconds(CLOCK_MONOTONIC);
            std::cout << wall_end - wall << ' ' << cpu_end - cpu << std::endl;
        }
    }
}
